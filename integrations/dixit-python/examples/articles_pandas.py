"""Who said what in a DataFrame of articles: pandas 3."""

import dixit
import pandas as pd

articles = pd.DataFrame(
    {
        "id": ["harbour", "weather"],
        "body": [
            "“We will sail,” Latvian Foreign Minister Ilze Kalniņa told Reuters. “Not today,” said harbour master Ada Lind.",
            "It rained in Riga for three days.",
        ],
    }
)

tables = dixit.extract_tables(articles.body, articles.id)
quotes = pd.DataFrame.from_arrow(tables["quotes"])
quotes = quotes.assign(
    speaker=quotes.speaker.map(lambda speaker: speaker["name"], na_action="ignore"),
    words=quotes.words.map(lambda words: words["text"]),
)
# A left join keeps the articles in which nobody speaks.
said = articles[["id"]].merge(quotes, how="left", left_on="id", right_on="document")
print(said[["id", "speaker", "words", "confidence"]].to_string(index=False))

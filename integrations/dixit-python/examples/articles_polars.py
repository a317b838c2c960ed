"""Who said what in a DataFrame of articles: Polars."""

import dixit
import polars as pl

articles = pl.DataFrame(
    {
        "id": ["harbour", "weather"],
        "body": [
            "“We will sail,” Latvian Foreign Minister Ilze Kalniņa told Reuters. “Not today,” said harbour master Ada Lind.",
            "It rained in Riga for three days.",
        ],
    }
)

tables = dixit.extract_tables(articles["body"], articles["id"])
quotes = pl.DataFrame(tables["quotes"]).select(
    id="document",
    speaker=pl.col("speaker").struct.field("name"),
    words=pl.col("words").struct.field("text"),
    confidence="confidence",
)
# A left join keeps the articles in which nobody speaks.
with pl.Config(fmt_str_lengths=40):
    print(articles.select("id").join(quotes, on="id", how="left"))

"""Who said what in a DataFrame of articles: Spark, on as many machines as it has."""

from collections.abc import Iterator

import dixit
import pyarrow as pa
import pyarrow.compute as pc
from pyspark.sql import SparkSession

SCHEMA = "id string, speaker string, words string, confidence float"


def quotes(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The quotations of the articles of some batches. Runs in the workers; each reads the bundled names once."""
    for articles in batches:
        found = dixit.extract_tables(articles["body"].to_pylist(), articles["id"].to_pylist())
        for batch in pa.table(found["quotes"]).to_batches():
            yield pa.record_batch(
                {
                    "id": batch["document"],
                    "speaker": pc.struct_field(batch["speaker"], "name"),
                    "words": pc.struct_field(batch["words"], "text"),
                    "confidence": batch["confidence"],
                }
            )


def main() -> None:
    spark = SparkSession.builder.master("local[2]").appName("dixit").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    articles = spark.createDataFrame(
        [
            (
                "harbour",
                "“We will sail,” Latvian Foreign Minister Ilze Kalniņa told Reuters. “Not today,” said harbour master Ada Lind.",
            ),
            ("weather", "It rained in Riga for three days."),
        ],
        "id string, body string",
    ).repartition(2)
    # A left join keeps the articles in which nobody speaks.
    said = articles.select("id").join(articles.mapInArrow(quotes, SCHEMA), "id", "left")
    said.orderBy("id", "words").show(truncate=False)
    spark.stop()


if __name__ == "__main__":
    main()

"""Count the queries of a page: with 1, 3 and 16 rows the number stays, and is small."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

MOST_QUERIES = 12
NO_QUESTIONS = ("BEGIN", "COMMIT", "ROLLBACK", "SET TRANSACTION")  # frames of a transaction


def queries_of(client, url):
    """How many queries the page costs, sessions and sign-in included."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)
    # pghistory sends its context before the test's own savepoints, as one statement
    asked = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    asked = [sql for sql in asked if not sql.startswith(NO_QUESTIONS)]
    return len(asked)


def assert_same_queries(client, url, make_one):
    """``make_one()`` adds a row; the page is read with 1, 3 and 16 of them."""
    counts = []
    for rows in (1, 2, 13):
        for _ in range(rows):
            make_one()
        counts.append(queries_of(client, url))
    assert counts == [counts[0]] * 3, counts
    assert counts[0] <= MOST_QUERIES, counts

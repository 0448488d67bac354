"""Ten years of two hundred blocs beside the one that is looked at: the same rows, copied."""

from django.db import connection
from django.db.models import ForeignKey, Model

from bloc.models import Bloc, Seat
from campaigns.models import (
    Campaign,
    Criterion,
    Group,
    Mark,
    Ranking,
    Scoring,
    ScoringTable,
    Sheet,
    Standing,
)

BLOCS, YEARS = 200, 10
STEP = 10_000_000  # keys of the copies lie that far apart
BY_BLOC = {Bloc: "pk", Seat: "bloc"}  # how a row finds its bloc
BY_YEAR = {
    Campaign: "bloc",
    ScoringTable: "campaign__bloc",
    Group: "table__campaign__bloc",
    Criterion: "group__table__campaign__bloc",
    Scoring: "campaign__bloc",
    Sheet: "scoring__campaign__bloc",
    Mark: "sheet__scoring__campaign__bloc",
    Ranking: "campaign__bloc",
    Standing: "ranking__campaign__bloc",
}
COPIED = BY_BLOC | BY_YEAR


def gather(bloc: Bloc) -> int:
    """Copy what stands for the one bloc so often; how many marks there are then.

    For speed without the histories and without checks of foreign keys: the database is
    dropped afterwards.
    """
    with connection.cursor() as cursor:
        for model in COPIED:
            let_in(cursor, model)
        for models, times in ((BY_BLOC, BLOCS), (BY_YEAR, BLOCS * YEARS)):
            for model, lookup in models.items():
                rows = model.objects.filter(**{lookup: bloc.pk})
                cursor.execute(copying(model, times - 1), [list(rows.values_list("pk", flat=True))])
        for model in COPIED:
            cursor.execute(f"ANALYZE {model._meta.db_table}")
    return Mark.objects.count()


def let_in(cursor, model: type[Model]) -> None:
    """Switch off what would look at each row."""
    table = model._meta.db_table
    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    cursor.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'", [table]
    )
    for (name,) in cursor.fetchall():
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')


def copying(model: type[Model], times: int) -> str:
    """One statement that copies the rows of these keys so often, each with keys of its own."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(value_of(model, field) for field in fields)
    table = model._meta.db_table
    return (
        f"INSERT INTO {table} ({columns}) "  # noqa: S608 -- names of our own tables
        f"SELECT {values} FROM {table} CROSS JOIN generate_series(1, {times}) AS n "
        f"WHERE {table}.id = ANY(%s)"
    )


def value_of(model: type[Model], field) -> str:
    """The column of a copy: keys moved on, the years of a bloc one after the other."""
    column = f'"{field.column}"'
    if model is Campaign and field.name == "bloc":
        return f"{column} + (n / {YEARS}) * {STEP}::bigint"
    if model is Campaign and field.name == "year":
        return f"{column} - n %% {YEARS}"
    if model is Seat and field.name == "organiser":  # a board sits in one bloc of an organiser
        return f"{column} + n * {STEP}::bigint"
    if field.primary_key or (isinstance(field, ForeignKey) and field.related_model in COPIED):
        return f"{column} + n * {STEP}::bigint"
    if field.unique:
        return "NULL" if field.null else f"{column} || n"
    return column

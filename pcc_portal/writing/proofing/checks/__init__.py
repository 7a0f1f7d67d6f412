"""What a text alone can show, a module a noun. Importing this package registers all of them."""

from pcc_portal.writing.proofing.checks import (
    agendas,
    appendices,
    bodies,
    counts,
    days,
    law,
    lists,
    measures,
    money,
    names,
    numbers,
    percentages,
    periods,
    repeats,
    sums,
    wordings,
    years,
)

ALL = (agendas, appendices, bodies, counts, days, law, lists, measures, money, names, numbers, percentages, periods, repeats, sums, wordings, years)  # fmt: skip

"""Appendix A of the last meeting: announced as to follow, and issued as its first supplement."""

from demo.content.blocks import Block, Heading, Para, Table

TITLE = "Appendix A: Finance note"

BLOCKS: list[Block] = [
    Para(
        "The agenda said that this note would follow. It gives the force’s forecast for {fy} as it stood when the books of {month_last} were closed, and says where it differs from what was known when the Commissioner’s report was written."
    ),
    Heading(1, "Revenue", "revenue"),
    Para(
        "The forecast is £133.350 million against a budget of £133.200 million, an overspend of £0.150 million or about a tenth of one per cent. Overtime is the cause: it is forecast at £1.240 million more than its budget. Officers who left sooner than was planned, and a grant that was not expected, make up for most of it. [[t-revenue]] has the figures."
    ),
    Table(
        "Revenue {fy}, £ million",
        ["What", "Budget", "Forecast", "Variance"],
        [
            ["Officers", "71.400", "70.760", "-0.640"],
            ["Overtime", "3.100", "4.340", "1.240"],
            ["Staff", "38.250", "38.020", "-0.230"],
            ["Premises and vehicles", "11.950", "12.130", "0.180"],
            ["Supplies, services and grants", "8.500", "8.100", "-0.400"],
        ],
        {1, 2, 3},
        ["All", "133.200", "133.350", "0.150"],
        "t-revenue",
    ),
    Heading(1, "What is being done about overtime"),
    Para(
        "Every hour that is asked for less than five days ahead is now agreed by a superintendent. Two events in the summer account for £0.410 million, of which £0.290 million has been claimed back from those who held them. The forecast does not count on that money until it has been paid."
    ),
    Heading(1, "Capital and reserves"),
    Para(
        "Nothing has changed in the capital programme since the Commissioner’s report. An overspend of the size forecast would be met from the general reserve, which would then stand at 3.6% of the budget; the least that is allowed is 3%."
    ),
    Para("Joanne Clegg, Head of Finance, Ardenshire Police"),
]

"""The factors' rates as a native Excel chart."""

from typing import Any

_WIDTH, _HEIGHT = 16.0, 8.5  # centimetres


def add_chart(sheet: Any, first: int, count: int, below: int) -> None:
    """Bars over column D (rates) with column A (titles) as labels; `first` is the first factor's row, the header stands above it;
    `below` is the row under which the chart lies."""
    from openpyxl.chart import BarChart, Reference
    from openpyxl.chart.label import DataLabelList

    chart = BarChart()
    chart.type = "bar"
    chart.title = "各因素得分率"
    chart.add_data(Reference(sheet, min_col=4, min_row=first - 1, max_row=first + count - 1), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=first, max_row=first + count - 1))
    chart.legend = None
    chart.gapWidth = 60
    chart.x_axis.scaling.orientation = "maxMin"  # the first factor on top
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
    chart.y_axis.number_format = "0%"
    chart.series[0].graphicalProperties.solidFill = "1B5E96"
    chart.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    chart.width, chart.height = _WIDTH, _HEIGHT
    sheet.add_chart(chart, f"A{below}")

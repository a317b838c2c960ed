//! Plots of counts over time, as inline SVG. Colours and type come from the page's style.

use jiff::{Span, ToSpan, civil::Date};
use plotters::coord::ranged1d::{IntoSegmentedCoord, SegmentValue};
use plotters::prelude::*;
use std::collections::BTreeMap;
use std::error::Error;

/// What one column of a plot stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    Day,
    Week,
    Month,
    Year,
}

/// The longest time in days that is shown by day, week and month: some thirty columns each.
const LONGEST: [(i32, Period); 3] = [(31, Period::Day), (200, Period::Week), (1000, Period::Month)];

impl Period {
    /// The period in which a plot from `first` to `last` is easy to read.
    pub fn of(first: Date, last: Date) -> Self {
        let days = (last - first).get_days();
        LONGEST.iter().find(|(most, _)| days < *most).map_or(Period::Year, |(_, period)| *period)
    }

    pub fn name(self) -> &'static str {
        match self {
            Period::Day => "day",
            Period::Week => "week",
            Period::Month => "month",
            Period::Year => "year",
        }
    }

    fn step(self) -> Span {
        match self {
            Period::Day => 1.day(),
            Period::Week => 1.week(),
            Period::Month => 1.month(),
            Period::Year => 1.year(),
        }
    }

    fn start(self, date: Date) -> Date {
        match self {
            Period::Day => date,
            Period::Week => date.saturating_sub(i64::from(date.weekday().to_monday_zero_offset()).days()),
            Period::Month => date.first_of_month(),
            Period::Year => date.first_of_year(),
        }
    }

    fn label(self, start: Date) -> String {
        let format = match self {
            Period::Day | Period::Week => "%Y-%m-%d",
            Period::Month => "%Y-%m",
            Period::Year => "%Y",
        };
        start.strftime(format).to_string()
    }
}

/// The columns from the first to the last date, those without a count too.
pub struct Columns {
    period: Period,
    starts: Vec<Date>,
}

impl Columns {
    pub fn new(first: Date, last: Date) -> Self {
        let period = Period::of(first, last);
        let starts = period.start(first).series(period.step()).take_while(|start| *start <= last).collect();
        Self { period, starts }
    }

    pub fn period(&self) -> Period {
        self.period
    }

    pub fn labels(&self) -> Vec<String> {
        self.starts.iter().map(|start| self.period.label(*start)).collect()
    }

    /// The sum of each column.
    pub fn counts(&self, by_date: &BTreeMap<Date, usize>) -> Vec<usize> {
        let mut counts = vec![0; self.starts.len()];
        for (date, count) in by_date {
            let column = self.starts.partition_point(|start| start <= date);
            counts[column.saturating_sub(1)] += count;
        }
        counts
    }
}

/// A column plot of so many pixels; `most` is the upper end of the scale. The only words in it are dates and numbers.
pub fn columns(
    labels: &[String],
    counts: &[usize],
    most: usize,
    size: (u32, u32),
) -> Result<String, Box<dyn Error + Send + Sync>> {
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        let last = counts.len().saturating_sub(1);
        let across = (0..last).into_segmented();
        let mut chart = ChartBuilder::on(&area)
            .margin(8)
            .margin_right(36)
            .x_label_area_size(24)
            .y_label_area_size(30)
            .build_cartesian_2d(across, 0..most.max(1))
            .map_err(|error| error.to_string())?;
        let label = |at: &SegmentValue<usize>| match at {
            SegmentValue::CenterOf(at) | SegmentValue::Exact(at) => labels.get(*at).cloned().unwrap_or_default(),
            SegmentValue::Last => String::new(),
        };
        chart
            .configure_mesh()
            .disable_x_mesh()
            .light_line_style(TRANSPARENT)
            .x_labels(5)
            .y_labels(3)
            .x_label_formatter(&label)
            .label_style(("sans-serif", 15))
            .draw()
            .map_err(|error| error.to_string())?;
        let bars = counts.iter().enumerate().filter(|(_, count)| **count > 0).map(|(at, &count)| {
            let end = if at == last { SegmentValue::Last } else { SegmentValue::Exact(at + 1) };
            let ends = [(SegmentValue::Exact(at), 0), (end, count)];
            let mut bar = Rectangle::new(ends, BLACK.filled());
            bar.set_margin(0, 0, 1, 1);
            bar
        });
        chart.draw_series(bars).map_err(|error| error.to_string())?;
        area.present().map_err(|error| error.to_string())?;
    }
    Ok(svg)
}

//! Columns: what a field of a record becomes in Arrow. The types of columns nest as the types of records do.

use arrow_array::builder::{PrimitiveBuilder, StringBuilder};
use arrow_array::types::{ArrowPrimitiveType, Float32Type, Int64Type};
use arrow_array::{ArrayRef, ListArray, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{DataType, Field, Fields};
use std::sync::Arc;

/// A column that is being filled, one value a row.
pub(crate) trait Column: Default {
    type Value<'a>;
    const NULLABLE: bool = false;

    fn data_type() -> DataType;

    /// About how many bytes a value takes; at least the bytes of its words, which is what can grow without bound.
    fn bytes(value: &Self::Value<'_>) -> usize;

    fn push(&mut self, value: Self::Value<'_>);

    /// A row that the null of a record around it hides.
    fn push_null(&mut self);

    /// The rows so far; starts anew.
    fn finish(&mut self) -> ArrayRef;
}

/// Numbers of one width.
pub(crate) struct Primitive<T: ArrowPrimitiveType>(PrimitiveBuilder<T>);

impl<T: ArrowPrimitiveType> Default for Primitive<T> {
    fn default() -> Self {
        Self(PrimitiveBuilder::new())
    }
}

/// Offsets and places in a list. Signed, because Spark and many an SQL know no other numbers.
pub(crate) type Number = Primitive<Int64Type>;
/// From 0 to 1.
pub(crate) type Probability = Primitive<Float32Type>;

impl<T: ArrowPrimitiveType> Column for Primitive<T> {
    type Value<'a> = T::Native;

    fn data_type() -> DataType {
        T::DATA_TYPE
    }

    fn bytes(_: &Self::Value<'_>) -> usize {
        size_of::<T::Native>()
    }

    fn push(&mut self, value: Self::Value<'_>) {
        self.0.append_value(value);
    }

    fn push_null(&mut self) {
        self.0.append_null();
    }

    fn finish(&mut self) -> ArrayRef {
        Arc::new(self.0.finish())
    }
}

/// Words: names, keys, parts of the text.
#[derive(Default)]
pub(crate) struct Text(StringBuilder);

impl Column for Text {
    type Value<'a> = &'a str;

    fn data_type() -> DataType {
        DataType::Utf8
    }

    fn bytes(value: &Self::Value<'_>) -> usize {
        size_of::<i32>() + value.len()
    }

    fn push(&mut self, value: Self::Value<'_>) {
        self.0.append_value(value);
    }

    fn push_null(&mut self) {
        self.0.append_null();
    }

    fn finish(&mut self) -> ArrayRef {
        Arc::new(self.0.finish())
    }
}

/// A column with nulls.
#[derive(Default)]
pub(crate) struct Opt<C>(C);

impl<C: Column> Column for Opt<C> {
    type Value<'a> = Option<C::Value<'a>>;
    const NULLABLE: bool = true;

    fn data_type() -> DataType {
        C::data_type()
    }

    fn bytes(value: &Self::Value<'_>) -> usize {
        value.as_ref().map_or(0, C::bytes)
    }

    fn push(&mut self, value: Self::Value<'_>) {
        match value {
            Some(value) => self.0.push(value),
            None => self.0.push_null(),
        }
    }

    fn push_null(&mut self) {
        self.0.push_null();
    }

    fn finish(&mut self) -> ArrayRef {
        self.0.finish()
    }
}

/// The columns of a record.
pub(crate) trait Record: Column {
    fn fields() -> Fields;
    fn finish_record(&mut self) -> StructArray;
}

/// Lists of values. Filled with whole lists, or item by item with [`List::item`] and [`List::end`].
pub(crate) struct List<C> {
    items: C,
    count: usize,
    /// Where each list ends; starts with the 0 before the first.
    ends: Vec<i32>,
    valid: Vec<bool>,
}

impl<C: Column> Default for List<C> {
    fn default() -> Self {
        Self { items: C::default(), count: 0, ends: vec![0], valid: Vec::new() }
    }
}

impl<C: Column> List<C> {
    pub(crate) fn item(&mut self, value: C::Value<'_>) {
        self.items.push(value);
        self.count += 1;
    }

    /// Ends the list of the items since the last end; `valid` is false for a null.
    pub(crate) fn end(&mut self, valid: bool) {
        // An item takes more than one byte, and who fills a column stops at `i32::MAX` bytes.
        self.ends.push(i32::try_from(self.count).unwrap_or(i32::MAX));
        self.valid.push(valid);
    }

    pub(crate) fn field() -> Arc<Field> {
        Arc::new(Field::new_list_field(C::data_type(), C::NULLABLE))
    }

    pub(crate) fn finish_list(&mut self) -> ListArray {
        let ends = OffsetBuffer::new(std::mem::replace(&mut self.ends, vec![0]).into());
        let nulls = nulls(&mut self.valid);
        self.count = 0;
        ListArray::new(Self::field(), ends, self.items.finish(), nulls)
    }
}

impl<C: Column> Column for List<C> {
    type Value<'a> = Vec<C::Value<'a>>;

    fn data_type() -> DataType {
        DataType::List(Self::field())
    }

    fn bytes(value: &Self::Value<'_>) -> usize {
        size_of::<i32>() + value.iter().map(C::bytes).sum::<usize>()
    }

    fn push(&mut self, value: Self::Value<'_>) {
        for item in value {
            self.item(item);
        }
        self.end(true);
    }

    fn push_null(&mut self) {
        self.end(false);
    }

    fn finish(&mut self) -> ArrayRef {
        Arc::new(self.finish_list())
    }
}

/// What is valid, as Arrow keeps it: nothing where all are.
pub(crate) fn nulls(valid: &mut Vec<bool>) -> Option<NullBuffer> {
    let nulls = NullBuffer::from(std::mem::take(valid));
    (nulls.null_count() > 0).then_some(nulls)
}

/// Makes the row of a record, and the columns that hold many.
macro_rules! record {
    ($(#[$doc:meta])* $row:ident in $columns:ident { $($name:ident: $column:ty,)+ }) => {
        $(#[$doc])*
        pub(crate) struct $row<'a> {
            $(pub(crate) $name: <$column as $crate::column::Column>::Value<'a>,)+
        }

        #[derive(Default)]
        pub(crate) struct $columns {
            $($name: $column,)+
            valid: Vec<bool>,
        }

        impl $crate::column::Record for $columns {
            fn fields() -> arrow_schema::Fields {
                [$(arrow_schema::Field::new(
                    stringify!($name),
                    <$column as $crate::column::Column>::data_type(),
                    <$column as $crate::column::Column>::NULLABLE,
                ),)+]
                .into_iter()
                .collect()
            }

            fn finish_record(&mut self) -> arrow_array::StructArray {
                let nulls = $crate::column::nulls(&mut self.valid);
                let columns = vec![$($crate::column::Column::finish(&mut self.$name),)+];
                arrow_array::StructArray::new(<Self as $crate::column::Record>::fields(), columns, nulls)
            }
        }

        impl $crate::column::Column for $columns {
            type Value<'a> = $row<'a>;

            fn data_type() -> arrow_schema::DataType {
                arrow_schema::DataType::Struct(<Self as $crate::column::Record>::fields())
            }

            fn bytes(value: &Self::Value<'_>) -> usize {
                0 $(+ <$column as $crate::column::Column>::bytes(&value.$name))+
            }

            fn push(&mut self, value: Self::Value<'_>) {
                $(self.$name.push(value.$name);)+
                self.valid.push(true);
            }

            fn push_null(&mut self) {
                $(self.$name.push_null();)+
                self.valid.push(false);
            }

            fn finish(&mut self) -> arrow_array::ArrayRef {
                std::sync::Arc::new($crate::column::Record::finish_record(self))
            }
        }
    };
}
pub(crate) use record;

//! Records as Python objects.
//!
//! A serializer, so that no record is named here: a struct becomes an object of the class of the same name in `dixit._records`, its
//! fields keyword arguments. What counts bytes is the exception: spans, and where reading stopped, become code points on the way.

use dixit::{Document, Offsets, Span};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyDict, PyString, PyTuple};
use serde::ser::{Impossible, Serialize, SerializeSeq, SerializeStruct, Serializer};
use std::cell::RefCell;
use std::collections::HashMap;

/// Makes objects of many documents; keeps classes and words at hand.
pub(crate) struct Maker<'py> {
    py: Python<'py>,
    records: Bound<'py, PyModule>,
    classes: RefCell<HashMap<&'static str, Bound<'py, PyAny>>>,
    words: RefCell<HashMap<&'static str, Bound<'py, PyString>>>,
}

impl<'py> Maker<'py> {
    pub(crate) fn new(py: Python<'py>) -> PyResult<Self> {
        let records = py.import("dixit._records")?;
        Ok(Self { py, records, classes: RefCell::default(), words: RefCell::default() })
    }

    pub(crate) fn document(&self, document: &Document, text: &PyBackedStr) -> PyResult<Bound<'py, PyAny>> {
        Ok(document.serialize(Objects { maker: self, text, offsets: &Offsets::new(text) })?)
    }

    fn class(&self, name: &'static str) -> PyResult<Bound<'py, PyAny>> {
        if let Some(class) = self.classes.borrow().get(name) {
            return Ok(class.clone());
        }
        let class = self.records.getattr(name)?;
        self.classes.borrow_mut().insert(name, class.clone());
        Ok(class)
    }

    /// A field or a variant. `class` is no name in Python, so it has a mark there.
    fn word(&self, word: &'static str) -> Bound<'py, PyString> {
        let mut words = self.words.borrow_mut();
        words
            .entry(word)
            .or_insert_with(|| PyString::intern(self.py, if word == "class" { "class_" } else { word }))
            .clone()
    }
}

#[derive(Clone, Copy)]
struct Objects<'a, 'py> {
    maker: &'a Maker<'py>,
    text: &'a PyBackedStr,
    offsets: &'a Offsets<'a>,
}

impl<'a, 'py> Objects<'a, 'py> {
    fn any<T>(self, value: T) -> Made<'py>
    where
        T: IntoPyObject<'py>,
        PyErr: From<T::Error>,
    {
        value.into_bound_py_any(self.maker.py).map_err(Failure)
    }

    /// The object of a class; `arguments` are its fields.
    fn object(self, class: &'static str, arguments: &Bound<'py, PyDict>) -> Made<'py> {
        Ok(self.maker.class(class)?.call((), Some(arguments))?)
    }
}

type Made<'py> = Result<Bound<'py, PyAny>, Failure>;

/// Python's error as a serializer's.
#[derive(Debug)]
struct Failure(PyErr);

impl From<PyErr> for Failure {
    fn from(error: PyErr) -> Self {
        Self(error)
    }
}

impl From<Failure> for PyErr {
    fn from(failure: Failure) -> Self {
        failure.0
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Failure {}

impl serde::ser::Error for Failure {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self(PyTypeError::new_err(message.to_string()))
    }
}

/// Kinds of values that no record has: an error, should one ever have them.
fn unknown<T>(kind: &str) -> Result<T, Failure> {
    Err(serde::ser::Error::custom(format_args!("no record has a {kind}")))
}

macro_rules! no_record_has {
    ($($method:ident($kind:literal $(, $argument:ty)*) -> $made:ty;)+) => {
        $(fn $method(self $(, _: $argument)*) -> Result<$made, Failure> { unknown($kind) })+
    };
}

impl<'a, 'py> Serializer for Objects<'a, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Failure;
    type SerializeSeq = Sequence<'a, 'py>;
    type SerializeStruct = Struct<'a, 'py>;
    type SerializeTuple = Impossible<Self::Ok, Failure>;
    type SerializeTupleStruct = Impossible<Self::Ok, Failure>;
    type SerializeTupleVariant = Impossible<Self::Ok, Failure>;
    type SerializeMap = Impossible<Self::Ok, Failure>;
    type SerializeStructVariant = Impossible<Self::Ok, Failure>;

    fn serialize_bool(self, value: bool) -> Made<'py> {
        self.any(value)
    }

    fn serialize_u8(self, value: u8) -> Made<'py> {
        self.any(value)
    }

    fn serialize_u16(self, value: u16) -> Made<'py> {
        self.any(value)
    }

    fn serialize_u32(self, value: u32) -> Made<'py> {
        self.any(value)
    }

    fn serialize_u64(self, value: u64) -> Made<'py> {
        self.any(value)
    }

    /// The number as it is written, as in JSON: 0.9 and not 0.8999999761581421.
    fn serialize_f32(self, value: f32) -> Made<'py> {
        self.any(value.to_string().parse().unwrap_or(f64::from(value)))
    }

    fn serialize_f64(self, value: f64) -> Made<'py> {
        self.any(value)
    }

    fn serialize_str(self, value: &str) -> Made<'py> {
        self.any(value)
    }

    fn serialize_none(self) -> Made<'py> {
        Ok(self.maker.py.None().into_bound(self.maker.py))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Made<'py> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Made<'py> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Made<'py> {
        Ok(self.maker.word(variant).into_any())
    }

    /// `Country("LV")` of `Scope`: a `Scope` with a `country`.
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Made<'py> {
        let arguments = PyDict::new(self.maker.py);
        arguments.set_item(self.maker.word(variant), value.serialize(self)?)?;
        self.object(name, &arguments)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Sequence<'a, 'py>, Failure> {
        Ok(Sequence { objects: self, items: Vec::with_capacity(length.unwrap_or(0)) })
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Struct<'a, 'py>, Failure> {
        Ok(Struct { objects: self, name, fields: PyDict::new(self.maker.py) })
    }

    no_record_has! {
        serialize_i8("signed number", i8) -> Self::Ok;
        serialize_i16("signed number", i16) -> Self::Ok;
        serialize_i32("signed number", i32) -> Self::Ok;
        serialize_i64("signed number", i64) -> Self::Ok;
        serialize_char("character", char) -> Self::Ok;
        serialize_bytes("row of bytes", &[u8]) -> Self::Ok;
        serialize_unit("unit") -> Self::Ok;
        serialize_unit_struct("unit", &'static str) -> Self::Ok;
        serialize_tuple("tuple", usize) -> Self::SerializeTuple;
        serialize_tuple_struct("tuple", &'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant("tuple", &'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_map("map", Option<usize>) -> Self::SerializeMap;
        serialize_struct_variant("variant with fields", &'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }
}

struct Sequence<'a, 'py> {
    objects: Objects<'a, 'py>,
    items: Vec<Bound<'py, PyAny>>,
}

impl<'py> SerializeSeq for Sequence<'_, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Failure;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
        self.items.push(value.serialize(self.objects)?);
        Ok(())
    }

    fn end(self) -> Made<'py> {
        Ok(PyTuple::new(self.objects.maker.py, self.items)?.into_any())
    }
}

struct Struct<'a, 'py> {
    objects: Objects<'a, 'py>,
    name: &'static str,
    fields: Bound<'py, PyDict>,
}

impl Struct<'_, '_> {
    /// A field that counts bytes.
    fn bytes(&self, name: &str) -> PyResult<Option<u32>> {
        self.fields.get_item(name)?.map(|bytes| bytes.extract()).transpose()
    }
}

impl<'py> SerializeStruct for Struct<'_, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Failure;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Failure> {
        Ok(self.fields.set_item(self.objects.maker.word(name), value.serialize(self.objects)?)?)
    }

    fn end(self) -> Made<'py> {
        let Objects { maker, text, offsets } = self.objects;
        match self.name {
            "Span" => {
                let chars =
                    offsets.chars(Span::new(self.bytes("start")?.unwrap_or(0), self.bytes("end")?.unwrap_or(0)));
                return Ok(maker.class("Span")?.call1((chars.start, chars.end))?);
            }
            "Document" => {
                self.fields.set_item("text", text)?;
                if let Some(byte) = self.bytes("unread_from")? {
                    self.fields.set_item("unread_from", offsets.chars(Span::new(byte, byte)).start)?;
                }
            }
            _ => {}
        }
        self.objects.object(self.name, &self.fields)
    }
}

//! The checksum of a state, whatever format it is written in.
//!
//! A serializer that writes nothing and hashes everything: names of types,
//! of fields and of variants, lengths, and values, each behind a mark of its
//! kind. So two states have the same checksum only where they have the same
//! shape and the same values, accidents of one in 2^64 aside.

use std::fmt;

use serde::{Serialize, ser};

use crate::error::SnapshotError;

/// The checksum of a state.
pub(super) fn of<T: Serialize + ?Sized>(state: &T) -> Result<u64, SnapshotError> {
    let mut hasher = Fnv(0xcbf2_9ce4_8422_2325);
    state
        .serialize(&mut hasher)
        .map_err(|Refused(found)| SnapshotError::NotSerialisable { found })?;
    Ok(hasher.0)
}

/// FNV-1a of 64 bits (Fowler, Noll, Vo).
struct Fnv(u64);

impl Fnv {
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn mark(&mut self, kind: Kind) {
        self.bytes(&[kind as u8]);
    }

    fn number(&mut self, kind: Kind, bytes: &[u8]) {
        self.mark(kind);
        self.bytes(bytes);
    }

    fn text(&mut self, kind: Kind, text: &[u8]) {
        self.mark(kind);
        self.bytes(&u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
        self.bytes(text);
    }

    fn variant(&mut self, name: &str, variant: &str) {
        self.text(Kind::Variant, name.as_bytes());
        self.text(Kind::Variant, variant.as_bytes());
    }
}

/// What stands before each value, so that no two shapes run into one another.
#[derive(Clone, Copy)]
enum Kind {
    Bool = 1,
    Signed,
    Unsigned,
    Float,
    Char,
    Text,
    Bytes,
    Nothing,
    Something,
    Unit,
    Name,
    Variant,
    Sequence,
    Map,
    Field,
    End,
}

/// Why a state could not be hashed, in its own words.
#[derive(Debug)]
struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

impl ser::Error for Refused {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

type Done = Result<(), Refused>;

impl<'fnv> ser::Serializer for &'fnv mut Fnv {
    type Ok = ();
    type Error = Refused;
    type SerializeSeq = &'fnv mut Fnv;
    type SerializeTuple = &'fnv mut Fnv;
    type SerializeTupleStruct = &'fnv mut Fnv;
    type SerializeTupleVariant = &'fnv mut Fnv;
    type SerializeMap = &'fnv mut Fnv;
    type SerializeStruct = &'fnv mut Fnv;
    type SerializeStructVariant = &'fnv mut Fnv;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_bool(self, value: bool) -> Done {
        self.number(Kind::Bool, &[u8::from(value)]);
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Done {
        self.serialize_i128(value.into())
    }

    fn serialize_i16(self, value: i16) -> Done {
        self.serialize_i128(value.into())
    }

    fn serialize_i32(self, value: i32) -> Done {
        self.serialize_i128(value.into())
    }

    fn serialize_i64(self, value: i64) -> Done {
        self.serialize_i128(value.into())
    }

    fn serialize_i128(self, value: i128) -> Done {
        self.number(Kind::Signed, &value.to_le_bytes());
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Done {
        self.serialize_u128(value.into())
    }

    fn serialize_u16(self, value: u16) -> Done {
        self.serialize_u128(value.into())
    }

    fn serialize_u32(self, value: u32) -> Done {
        self.serialize_u128(value.into())
    }

    fn serialize_u64(self, value: u64) -> Done {
        self.serialize_u128(value.into())
    }

    fn serialize_u128(self, value: u128) -> Done {
        self.number(Kind::Unsigned, &value.to_le_bytes());
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Done {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Done {
        self.number(Kind::Float, &value.to_bits().to_le_bytes());
        Ok(())
    }

    fn serialize_char(self, value: char) -> Done {
        self.number(Kind::Char, &u32::from(value).to_le_bytes());
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Done {
        self.text(Kind::Text, value.as_bytes());
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Done {
        self.text(Kind::Bytes, value);
        Ok(())
    }

    fn serialize_none(self) -> Done {
        self.mark(Kind::Nothing);
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        self.mark(Kind::Something);
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.mark(Kind::Unit);
        Ok(())
    }

    fn serialize_unit_struct(self, name: &'static str) -> Done {
        self.text(Kind::Name, name.as_bytes());
        Ok(())
    }

    fn serialize_unit_variant(self, name: &'static str, _: u32, variant: &'static str) -> Done {
        self.variant(name, variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Done {
        self.text(Kind::Name, name.as_bytes());
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Done {
        self.variant(name, variant);
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Refused> {
        self.mark(Kind::Sequence);
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Refused> {
        self.mark(Kind::Sequence);
        Ok(self)
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Self, Refused> {
        self.text(Kind::Name, name.as_bytes());
        Ok(self)
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Refused> {
        self.variant(name, variant);
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Refused> {
        self.mark(Kind::Map);
        Ok(self)
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Self, Refused> {
        self.text(Kind::Name, name.as_bytes());
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Refused> {
        self.variant(name, variant);
        Ok(self)
    }
}

/// Elements end with a mark of their own, so lengths need not be known before.
impl ser::SerializeSeq for &mut Fnv {
    type Ok = ();
    type Error = Refused;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.mark(Kind::End);
        Ok(())
    }
}

impl ser::SerializeTuple for &mut Fnv {
    type Ok = ();
    type Error = Refused;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.mark(Kind::End);
        Ok(())
    }
}

impl ser::SerializeTupleStruct for &mut Fnv {
    type Ok = ();
    type Error = Refused;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.mark(Kind::End);
        Ok(())
    }
}

impl ser::SerializeTupleVariant for &mut Fnv {
    type Ok = ();
    type Error = Refused;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.mark(Kind::End);
        Ok(())
    }
}

impl ser::SerializeMap for &mut Fnv {
    type Ok = ();
    type Error = Refused;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        self.mark(Kind::Field);
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.mark(Kind::End);
        Ok(())
    }
}

impl ser::SerializeStruct for &mut Fnv {
    type Ok = ();
    type Error = Refused;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Done {
        self.text(Kind::Field, name.as_bytes());
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.mark(Kind::End);
        Ok(())
    }
}

impl ser::SerializeStructVariant for &mut Fnv {
    type Ok = ();
    type Error = Refused;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Done {
        self.text(Kind::Field, name.as_bytes());
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.mark(Kind::End);
        Ok(())
    }
}

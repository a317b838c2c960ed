#![cfg_attr(feature = "fuzz", no_main)]

#[cfg(feature = "fuzz")]
libfuzzer_sys::fuzz_target!(|data: &[u8]| dixit_fuzz::extract(data));

#[cfg(not(feature = "fuzz"))]
fn main() -> std::io::Result<()> {
    let paths = std::env::args_os().skip(1).map(Into::into);
    println!("{} inputs", dixit_fuzz::replay(dixit_fuzz::extract, paths)?);
    Ok(())
}

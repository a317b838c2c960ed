//! Reads the `.txt` files of a folder and writes what is in them as Parquet files.
//!
//! `cargo run --example folder_to_parquet -- FOLDER OUT`

use dixit_arrow::{ParquetFolder, Unit};
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [folder, out] = &arguments[..] else {
        return Err("usage: folder_to_parquet FOLDER OUT".into());
    };
    let extractor = dixit::Extractor::builder().build()?;
    let mut scratch = extractor.scratch();
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();

    let mut tables = ParquetFolder::create(out, Unit::Chars)?;
    for path in &files {
        let text = dixit::read_text(path)?;
        let id = path.file_name().unwrap_or_default().to_string_lossy();
        tables.push(&id, &text, &extractor.extract_with(&mut scratch, &text))?;
    }
    tables.close()?;
    println!("{} documents: {}", files.len(), out.display());
    Ok(())
}

//! The names of all calculators that the library has, for the lists that must
//! leave none out: the law suite, and the bench of calculators.

use std::path::Path;

/// Every name that a file of `src` has after a phrase such as `Calculator for `.
pub fn in_sources(phrase: &str) -> Vec<String> {
    let mut found = Vec::new();
    collect(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
        phrase,
        &mut found,
    );
    assert!(
        found.len() >= 6,
        "the search for calculators finds them: {found:?}"
    );
    found
}

fn collect(folder: &Path, phrase: &str, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("the folder of the sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, phrase, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).expect("a source file");
            for line in text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
            {
                if let Some((_, rest)) = line.split_once(phrase) {
                    let name: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
                    if !name.is_empty() {
                        found.push(name);
                    }
                }
            }
        }
    }
}

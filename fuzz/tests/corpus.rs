//! Every input that a fuzzer has kept, and every one that once broke something, without a fuzzer: `cargo test --release`.

use std::path::Path;

#[test]
fn kept_inputs_break_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, target) in dixit_fuzz::TARGETS {
        let folders = ["corpus", "regressions"].map(|folder| root.join(folder).join(name));
        let count = dixit_fuzz::replay(target, folders.into_iter().filter(|folder| folder.is_dir())).expect("readable");
        assert!(count > 0, "no inputs for {name}");
    }
}

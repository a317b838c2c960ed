//! The threads that read.

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::{Arc, Mutex, PoisonError};

/// The pool, and the process that made it. A process that was forked (`multiprocessing` on Linux, the workers of Spark) has the
/// memory of a pool and none of its threads: work given to that would wait for ever.
static POOL: Mutex<Option<(u32, Arc<ThreadPool>)>> = Mutex::new(None);

fn pool() -> PyResult<Arc<ThreadPool>> {
    let mut pool = POOL.lock().unwrap_or_else(PoisonError::into_inner);
    let process = std::process::id();
    if let Some((owner, own)) = &*pool
        && *owner == process
    {
        return Ok(own.clone());
    }
    let new = ThreadPoolBuilder::new().thread_name(|number| format!("dixit-{number}")).build();
    let new = Arc::new(new.map_err(|error| PyRuntimeError::new_err(error.to_string()))?);
    // The other process's pool is not dropped: that would wake threads that are not here.
    std::mem::forget(pool.replace((process, new.clone())));
    Ok(new)
}

/// Runs `work` on the threads: as many as there are cores, or as `RAYON_NUM_THREADS` says.
pub(crate) fn run<T: Send>(work: impl FnOnce() -> T + Send) -> PyResult<T> {
    Ok(pool()?.install(work))
}

//! The SQL functions of [`dixit_datafusion`] on [Apache Ballista](https://datafusion.apache.org/ballista): a query over more articles
//! than one machine can read.
//!
//! Scheduler, executors and client are Ballista's own. A plan names its functions, so each process must know them by itself: this
//! crate has what each is to be started with, and the program `dixit-ballista` starts it.
//!
//! All take the extractor with which to read. With names of your own every process needs the same; otherwise
//! [`dixit_datafusion::bundled`].

use ballista::prelude::SessionContextExt;
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_core::utils::default_session_builder;
use ballista_executor::executor_process::ExecutorProcessConfig;
use ballista_scheduler::config::SchedulerConfig;
use datafusion::error::Result;
use datafusion::execution::{FunctionRegistry, SessionState};
use datafusion::prelude::{SessionConfig, SessionContext};
use dixit::Extractor;
use std::sync::Arc;

/// A session that knows the functions: the scheduler plans in one.
fn session(config: SessionConfig, extractor: &Extractor) -> Result<SessionState> {
    let mut state = default_session_builder(config)?;
    for function in dixit_datafusion::functions(extractor) {
        state.register_udf(Arc::new(function))?;
    }
    Ok(state)
}

/// A scheduler that can plan queries with the functions.
#[must_use]
pub fn scheduler(config: SchedulerConfig, extractor: &Extractor) -> SchedulerConfig {
    let extractor = extractor.clone();
    config.with_override_session_builder(Arc::new(move |config| session(config, &extractor)))
}

/// An executor that can run them.
///
/// # Errors
/// If no session can be made.
pub fn executor(config: ExecutorProcessConfig, extractor: &Extractor) -> Result<ExecutorProcessConfig> {
    // From a session, because what Ballista 55 gives an executor by itself lacks the functions for lists: `q['content'][1]`.
    let functions = BallistaFunctionRegistry::from(&session(SessionConfig::new(), extractor)?);
    Ok(ExecutorProcessConfig { override_function_registry: Some(Arc::new(functions)), ..config })
}

/// A client of the scheduler at `url` (`df://host:50050`) that knows the functions.
///
/// Tables that are registered here are read by the executors, so their files must lie where every executor finds them under the
/// same name.
///
/// # Errors
/// If the URL is none. Whether there is a scheduler shows at the first query.
pub async fn client(url: &str, extractor: &Extractor) -> Result<SessionContext> {
    let context = SessionContext::remote(url).await?;
    // Afterwards, because connecting replaces the functions of a session with Ballista's.
    for function in dixit_datafusion::functions(extractor) {
        context.register_udf(function);
    }
    Ok(context)
}

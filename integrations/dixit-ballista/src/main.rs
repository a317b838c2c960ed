//! A scheduler, an executor or a client of Ballista whose queries can read news.

use ballista_core::config::TaskSchedulingPolicy;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use clap::{Parser, Subcommand};
use datafusion::prelude::ParquetReadOptions;
use dixit::{Extractor, Gazetteer};
use std::error::Error;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// Executors ask for work: so they need one port, and the scheduler need not reach them.
const POLICY: TaskSchedulingPolicy = TaskSchedulingPolicy::PullStaged;

#[derive(Parser)]
#[command(about, version)]
struct Arguments {
    /// A gazetteer that joins the bundled names; every process needs the same.
    #[arg(long, global = true)]
    names: Vec<PathBuf>,
    #[command(subcommand)]
    role: Role,
}

#[derive(Subcommand)]
enum Role {
    /// Plans queries and hands out their parts.
    Scheduler {
        /// Where to listen.
        #[arg(long, default_value = "127.0.0.1:50050")]
        listen: SocketAddr,
        /// Executors with which it says that it is ready (GET /readyz).
        #[arg(long, default_value_t = 1)]
        executors: usize,
    },
    /// Runs parts of queries.
    Executor {
        /// Where to listen; other executors fetch from there, so they must be able to reach it.
        #[arg(long, default_value = "127.0.0.1:50051")]
        listen: SocketAddr,
        /// Host of the scheduler.
        #[arg(long, default_value = "127.0.0.1")]
        scheduler_host: String,
        /// Port of the scheduler.
        #[arg(long, default_value_t = 50050)]
        scheduler_port: u16,
        /// Parts that run at a time; as many as there are cores if not given.
        #[arg(long, default_value_t = 0)]
        cores: usize,
        /// Folder for results that other parts fetch; a temporary one if not given.
        #[arg(long)]
        work: Option<PathBuf>,
    },
    /// Runs one query and prints its rows.
    Sql {
        /// The scheduler.
        #[arg(long, default_value = "df://127.0.0.1:50050")]
        scheduler: String,
        /// Parquet file, or folder of such files, that the query calls `articles`.
        #[arg(long)]
        articles: String,
        /// The query.
        query: String,
    },
}

/// The bundled names, and those of `names`.
fn extractor(names: &[PathBuf]) -> Result<Extractor, dixit::Error> {
    let bundled = Gazetteer::builder().merge(&Gazetteer::bundled()?);
    let all = names.iter().try_fold(bundled, |builder, path| builder.tsv_file(path))?;
    Extractor::builder().gazetteer(all.build()?).build()
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let extractor = extractor(&arguments.names)?;
    match arguments.role {
        Role::Scheduler { listen, executors } => {
            let config = SchedulerConfig {
                bind_host: listen.ip().to_string(),
                external_host: listen.ip().to_string(),
                bind_port: listen.port(),
                scheduling_policy: POLICY,
                min_ready_executors: executors,
                ..SchedulerConfig::default()
            };
            let config = dixit_ballista::scheduler(config, &extractor);
            let cluster = BallistaCluster::new_from_config(&config).await?;
            start_server(cluster, listen, Arc::new(config)).await?;
        }
        Role::Executor { listen, scheduler_host, scheduler_port, cores, work } => {
            let config = ExecutorProcessConfig {
                bind_host: listen.ip().to_string(),
                external_host: Some(listen.ip().to_string()),
                port: listen.port(),
                scheduler_host,
                scheduler_port,
                // The scheduler may still be starting.
                scheduler_connect_timeout_seconds: 60,
                task_scheduling_policy: POLICY,
                vcores: cores,
                work_dir: work.map(|folder| folder.to_string_lossy().into_owned()),
                ..ExecutorProcessConfig::default()
            };
            start_executor_process(Arc::new(dixit_ballista::executor(config, &extractor)?)).await?;
        }
        Role::Sql { scheduler, articles, query } => {
            let context = dixit_ballista::client(&scheduler, &extractor).await?;
            context.register_parquet("articles", articles, ParquetReadOptions::default()).await?;
            context.sql(&query).await?.show().await?;
        }
    }
    Ok(())
}

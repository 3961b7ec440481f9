"""Work on all statements of an archive or a series, spread over many workers.

The workers are those of any `concurrent.futures.Executor`: threads, processes, or the machines of a Dask cluster
(`cluster.executor`). Each piece of work opens the archive where it is done, and may be done twice: a worker that is
killed leaves whole statements behind.
"""

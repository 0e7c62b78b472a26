package io.kontor.dataplane.config;

/** Whether calls are decided, counted and receipted. */
public enum Enforcement {
    /** Always, but for benchmarks. */
    ON,
    /** The same server as a yardstick, over synthetic bytes alone; it knows no grant and no ledger (DPL-71). */
    OFF
}

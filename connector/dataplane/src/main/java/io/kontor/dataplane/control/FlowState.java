package io.kontor.dataplane.control;

/** State of a flow at this data plane. */
enum FlowState {
    STARTED,
    SUSPENDED,
    TERMINATED
}

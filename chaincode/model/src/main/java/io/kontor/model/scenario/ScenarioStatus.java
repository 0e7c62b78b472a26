package io.kontor.model.scenario;

/** State of a scenario (the short form of domain 3.3). */
public enum ScenarioStatus {
    PROPOSED,
    APPROVED,
    REJECTED,
    ENDED
}

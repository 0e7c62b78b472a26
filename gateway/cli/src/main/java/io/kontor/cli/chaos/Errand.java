package io.kontor.cli.chaos;

import io.kontor.model.json.JsonObject;

/**
 * A call that somebody wants.
 *
 * @param callId call
 * @param granted grant
 * @param plane data plane that is asked, again and again
 */
record Errand(String callId, ChaosGrant granted, Plane plane) {

    JsonObject body() {
        return granted.played().call(granted.kind().algorithm(), granted.consentOf(callId));
    }
}

package io.kontor.cli.demo;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.Ports;
import io.kontor.cli.deploy.Secrets;
import java.util.Locale;

/** The last lines of a demonstration: what it does not prove, and where to look on. */
final class Farewell {
    private final Recorder recorder;
    private final Ports ports;

    Farewell(Recorder recorder, Ports ports) {
        this.recorder = recorder;
        this.ports = ports;
    }

    /** What no software shows, and what this deployment does not. */
    void limits() {
        recorder.say("");
        recorder.say("What this demo does not prove:");
        recorder.say("  - independence: every organisation's keys lie on this one machine");
        recorder.say("  - that the hospital's source told the truth, or that nobody photographs a screen");
        recorder.say("  - secrecy on the wire: on 127.0.0.1 only the ledger speaks TLS");
        recorder.say("  - what supplier and consumer do together outside their connectors");
        recorder.say("  - load and several instances: those have tests of their own");
    }

    /** Addresses and accounts. */
    void stay() {
        recorder.say("");
        recorder.say("The federation stays up. Portal: http://127.0.0.1:" + ports.gateway() + "/");
        for (Cast.Actor actor : Cast.ACTORS) {
            recorder.say("  login " + actor.participantId().toLowerCase(Locale.ROOT) + " / " + Secrets.PORTAL + "   "
                    + actor.role() + " " + actor.name());
        }
        recorder.say("Ctrl-C ends everything.");
    }
}

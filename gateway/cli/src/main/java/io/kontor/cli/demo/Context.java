package io.kontor.cli.demo;

import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.Layout;
import io.kontor.cli.deploy.Ports;
import io.kontor.cli.deploy.SuiteKeys;
import io.kontor.client.ledger.LedgerRejectedException;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * What every step works with.
 *
 * @param plan what varies with the seed
 * @param calendar dates of the demonstration
 * @param keys everybody's keys of the ledger
 * @param suiteKeys keys of the federation's suite
 * @param ledgers ledger connections
 * @param recorder prints and keeps results
 * @param ports ports of the deployment
 * @param layout folders of the deployment
 */
record Context(
        Plan plan,
        Calendar calendar,
        KeyStoreFolder keys,
        SuiteKeys suiteKeys,
        Ledgers ledgers,
        Recorder recorder,
        Ports ports,
        Layout layout) {

    boolean step(String step, String actor, String what, String expected, Callable<Outcome> action) {
        return recorder.step(new Recorder.Line(step, actor, what, expected), action);
    }

    /**
     * A step that must be refused.
     *
     * @param code code that is expected
     */
    boolean refused(String step, String actor, String what, String code, Callable<?> action) {
        return step(step, actor, what, "rejected " + code, () -> {
            Optional<LedgerRejectedException> refusal = refusalOf(action);
            return refusal.map(e -> Outcome.of("rejected " + e.code()).with("reason", e.text()))
                    .orElseGet(() -> Outcome.of("accepted"));
        });
    }

    private static Optional<LedgerRejectedException> refusalOf(Callable<?> action) throws Exception {
        try {
            action.call();
            return Optional.empty();
        } catch (LedgerRejectedException e) {
            return Optional.of(e);
        }
    }
}

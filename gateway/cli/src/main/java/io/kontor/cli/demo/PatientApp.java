package io.kontor.cli.demo;

import io.kontor.cli.patience.Patience;
import io.kontor.dataplane.app.AppClient;
import io.kontor.dataplane.app.AppClient.AppSession;
import io.kontor.dataplane.app.HttpAnswer;
import io.kontor.usage.consumer.PartyKey;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** The application API of a connector that, or whose supplier or ledger, may be away for a while. Thread-safe. */
final class PatientApp {
    private final AppClient client;

    PatientApp(AppClient client) {
        this.client = client;
    }

    /** Opens a session; a refusal is an answer. */
    AppSession open(String grantId, PartyKey user, PartyKey application) throws Exception {
        return Patience.with(
                () -> client.open(grantId, user, application),
                session -> saysLater(session.opening()),
                UncheckedIOException.class::isInstance);
    }

    /** Asks for something that concerns the member as a whole. */
    HttpAnswer ask(Function<AppClient, HttpAnswer> question) throws Exception {
        return call(() -> question.apply(client));
    }

    /** Makes a call whose id is fixed. */
    HttpAnswer call(Callable<HttpAnswer> call) throws Exception {
        return Patience.with(call, PatientApp::saysLater, UncheckedIOException.class::isInstance);
    }

    private static boolean saysLater(HttpAnswer answer) {
        boolean busy = (answer.status() == 429 || answer.status() == 503)
                && answer.header("Retry-After").isPresent();
        return busy || answer.code().filter("UNREACHABLE"::equals).isPresent();
    }
}

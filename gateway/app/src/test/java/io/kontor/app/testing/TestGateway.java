package io.kontor.app.testing;

import io.kontor.app.GatewayMain;
import io.kontor.app.wallet.LedgerConnections;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerBlocks;
import io.kontor.client.ledger.LedgerEvidence;
import io.kontor.client.ledger.LedgerUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A running gateway on a free port. */
public final class TestGateway implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private TestGateway(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts a gateway.
     *
     * @param url database
     * @param folder folder for its files
     * @param ledgers the ledger as each identity sees it
     * @param more settings
     */
    public static <L extends Ledger & LedgerEvidence> TestGateway start(
            String url, Path folder, Function<String, L> ledgers, Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "server.port", "0",
                "spring.datasource.url", url,
                "spring.datasource.username", "postgres",
                "kontor.participant-id", "F-DATA",
                "kontor.federation", "两城示范联盟",
                "kontor.accounts-file", TestAccounts.write(folder).toString(),
                "kontor.wallet", folder.resolve("wallet").toString(),
                "kontor.ledger.tls-root", folder.resolve("none.pem").toString(),
                "kontor.ledger.identity", "F-DATA/officer-1",
                "kontor.ledger.retry-ms", "500"));
        settings.putAll(more);
        SpringApplication application = new SpringApplicationBuilder(GatewayMain.class)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(LedgerConnections.class, () -> new Connections<>(ledgers)))
                .build();
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new TestGateway(application.run(arguments));
    }

    /** Its address without a slash at the end. */
    public String address() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** One of its parts. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** One of its parts by name. */
    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    @Override
    public void close() {
        context.close();
    }

    /** A fresh folder. */
    public static Path folder() {
        try {
            return Files.createTempDirectory("kontor-gateway");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Connections<L extends Ledger & LedgerEvidence>(Function<String, L> ledgers)
            implements LedgerConnections {

        @Override
        public Ledger ledger(String identity) {
            return ledgers.apply(identity);
        }

        @Override
        public LedgerEvidence evidence(String identity) {
            return ledgers.apply(identity);
        }

        @Override
        public LedgerBlocks blocks(String identity) {
            throw new LedgerUnavailableException("Cannot read blocks: the ledger of this test has none", null);
        }
    }
}

package io.kontor.cli.demo;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.DemoTopology;
import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The trust file of the demonstration (TRU-1), made from the organisations' roots. */
final class TrustFile {
    private static final int MAJORITY = Cast.ORGANISATIONS.size() / 2 + 1;

    /** A log's head is endorsed by two of its city's regulator, operator and witness (END-2). */
    private static final int OF_HEADS = 2;

    private final KeyStoreFolder keys;
    private final LedgerSite.Kind kind;

    TrustFile(KeyStoreFolder keys, LedgerSite.Kind kind) {
        this.keys = keys;
        this.kind = kind;
    }

    void write(Path file) throws IOException {
        List<JsonObject> organisations =
                Cast.ORGANISATIONS.stream().map(this::organisation).toList();
        JsonObject majority = JsonObject.builder().put("atLeast", MAJORITY).build();
        JsonObject ofHeads = kind == LedgerSite.Kind.FABRIC
                ? JsonObject.builder().put("atLeast", OF_HEADS).build()
                : majority;
        JsonObject trust = JsonObject.builder()
                .put("version", 1)
                .put("ledger", kind)
                .put("channel", DemoTopology.CHANNEL)
                .put("chaincode", DemoTopology.CHANNEL)
                .put("organisations", JsonArray.of(organisations))
                .put("attestation", majority)
                .put("endorsement", ofHeads)
                .build();
        Files.writeString(file, trust.toString());
    }

    private JsonObject organisation(Cast.Organisation organisation) {
        String root = keys.identity(KeyStoreFolder.root(organisation.mspId())).certificatePem();
        return JsonObject.builder()
                .put("mspId", organisation.mspId())
                .put("roots", JsonArray.ofStrings(List.of(root)))
                .put("city", organisation.city())
                .put("kind", organisation.kind())
                .build();
    }
}

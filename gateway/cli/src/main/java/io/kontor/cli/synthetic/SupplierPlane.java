package io.kontor.cli.synthetic;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.cli.deploy.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Configuration of a data plane of the supplier (docs/spec/data-plane.md), with room for many callers from one address. One thread. */
public final class SupplierPlane {

    private final Map<String, Object> values = new TreeMap<>();

    /**
     * @param place where it stands
     * @param site where it reaches the ledger
     * @param keys keys of everybody, as this ledger knows them
     */
    public SupplierPlane(Place place, LedgerSite site, KeyStoreFolder keys) {
        String identity = KeyStoreFolder.member(Parties.SUPPLIER, KeyStoreFolder.CONNECTOR);
        String mspId = Cast.actor(Parties.SUPPLIER).mspId();
        LedgerSite.Peer peer = site.peer(mspId);
        put("role", "supplier");
        put("participant-id", Parties.SUPPLIER);
        put("city-id", Cast.CITY_F);
        put("state-folder", place.folder());
        put("ledger.port", peer.port());
        put("ledger.tls-root", peer.tlsRoot());
        put("ledger.msp-id", mspId);
        put("ledger.certificate", keys.certificateFile(identity));
        put("ledger.private-key", keys.keyFile(identity));
        put("log-id", place.logId());
        put("public.port", place.port());
        put("control.port", place.port() + 1);
        put("control.api-key", Secrets.DATA_PLANE);
        put("connections-per-peer", 4_096);
        put("requests-per-second-per-peer", 10_000);
    }

    /**
     * Where a data plane stands.
     *
     * @param folder folder of its state
     * @param logId log that it writes
     * @param port port of the calls; the next one is that of its control listener
     */
    public record Place(Path folder, String logId, int port) {}

    /** Sets a value; one that is set already is replaced. */
    public SupplierPlane put(String key, Object value) {
        values.put(key, value);
        return this;
    }

    /** A resource with a synthetic source, whose settings begin with {@code source.} and its identifier. */
    public SupplierPlane synthetic(String resourceId) {
        return put("source." + resourceId + ".resource", resourceId).put("source." + resourceId + ".kind", "synthetic");
    }

    /**
     * Writes it.
     *
     * @param file where
     * @param command who writes it, as its first line says
     * @throws UncheckedIOException when that fails
     */
    public Path write(Path file, String command) {
        StringBuilder text = new StringBuilder("# Written by " + command + "; synthetic keys and passwords.\n");
        values.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write configuration " + file, e);
        }
    }
}

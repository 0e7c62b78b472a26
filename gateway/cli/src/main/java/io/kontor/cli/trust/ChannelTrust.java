package io.kontor.cli.trust;

import io.kontor.client.fabric.FabricLedger;
import io.kontor.evidence.channel.ChannelHistory;
import io.kontor.evidence.channel.ChannelHistoryCodec;
import io.kontor.evidence.channel.ChannelReader;
import io.kontor.evidence.channel.CityOf;
import io.kontor.evidence.channel.TrustExport;
import io.kontor.evidence.trust.TrustFile;
import io.kontor.evidence.trust.TrustFileCodec;
import io.kontor.model.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Trust file and history of a channel that is reached (TRU-4).
 *
 * @param trust the trust file
 * @param history the blocks that it is made of
 */
public record ChannelTrust(TrustFile trust, ChannelHistory history) {

    /** Any call of the contract names the definition in force; this one reads and writes nothing. */
    private static final String ANY_FUNCTION = "supervision:probe";

    /**
     * Where a channel is.
     *
     * @param channel its name
     * @param chaincode the contract's chaincode
     * @param organisations organisations whose peers are asked for their copies
     * @param cities which city each belongs to
     */
    public record Place(String channel, String chaincode, List<String> organisations, CityOf cities) {}

    /** Reads the channel by one connection. */
    public static ChannelTrust read(FabricLedger ledger, Place place) {
        ChannelReader reader = new ChannelReader(
                ledger::newestConfiguration,
                number -> ledger.copies(number, place.organisations()),
                () -> ledger.endorsedRead(ANY_FUNCTION, JsonObject.builder().build(), List.of(ledger.mspId())));
        ChannelHistory history = ChannelHistory.read(reader, place.chaincode());
        return new ChannelTrust(TrustExport.of(history, place.channel(), place.chaincode(), place.cities()), history);
    }

    /** The history that belongs to a trust file. */
    static Path historyOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".history");
    }

    /** Writes both files; a reader sees the old ones or the new. */
    public void write(Path file) throws IOException {
        replace(historyOf(file), ChannelHistoryCodec.write(history));
        replace(file, TrustFileCodec.write(trust));
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, bytes);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}

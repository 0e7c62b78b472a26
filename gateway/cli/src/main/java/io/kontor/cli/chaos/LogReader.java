package io.kontor.cli.chaos;

import io.kontor.cli.synthetic.ShortHttp;
import io.kontor.crypto.request.RequestSigner;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.merkle.InclusionProofCodec;
import io.kontor.model.merkle.MerkleFrontier;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.SignedTreeHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Logs as their mirror endpoints give them to the buyer, whose grants these are (LOG-5 to LOG-7). Each log is read on from where it was read
 * and whole: the root is that of all leaves since the first run. One thread.
 */
final class LogReader {

    private static final int PAGE = 1_000;

    private final HashFunction hash = CryptoSuites.intl().hash();
    private final MerkleHasher hasher = new MerkleHasher(hash);
    private final RequestSigner signer;
    private final Map<String, MerkleFrontier> read = new HashMap<>();

    LogReader(SigningKey memberKey) {
        this.signer = new RequestSigner(CryptoSuites.intl(), memberKey, Clock.systemUTC());
    }

    /** Reads what was added to the log of a plane since it was read last, up to the size of a head, as far as it is there. */
    LogReading read(Plane plane, SignedTreeHead anchored) throws IOException {
        MerkleFrontier frontier = read.computeIfAbsent(plane.logId(), id -> MerkleFrontier.empty(hash));
        Map<Digest32, CallReceipt> receipts = new HashMap<>();
        boolean more = true;
        while (more && frontier.size() < anchored.treeSize()) {
            long limit = Math.min(PAGE, anchored.treeSize() - frontier.size());
            List<JsonObject> page = get(plane, "/leaves?from=" + frontier.size() + "&limit=" + limit)
                    .array("leaves")
                    .objects(leaf -> leaf);
            for (JsonObject leaf : page) {
                Digest32 leafHash = leafHash(leaf);
                receipt(leaf).ifPresent(receipt -> receipts.put(leafHash, receipt));
                frontier.append(leafHash);
            }
            more = !page.isEmpty();
        }
        return new LogReading(anchored, receipts, frontier.head());
    }

    /** Of what is given whole the hash is made here. */
    private Digest32 leafHash(JsonObject json) {
        return json.optionalString("leaf")
                .map(text -> hasher.leaf(Base64.getDecoder().decode(text)))
                .orElseGet(() -> Digest32.fromHex(json.string("hash")));
    }

    /** Hash of a leaf that arrived with an answer. */
    Digest32 leafHash(byte[] leaf) {
        return hasher.leaf(leaf);
    }

    private static Optional<CallReceipt> receipt(JsonObject json) {
        return json.optionalString("leaf")
                .map(text -> LeafCodec.decode(Base64.getDecoder().decode(text)))
                .flatMap(leaf -> leaf instanceof CallReceipt receipt ? Optional.of(receipt) : Optional.empty());
    }

    InclusionProof proof(Plane plane, long index, long size) {
        try {
            return InclusionProofCodec.fromJson(get(plane, "/proof?index=" + index + "&size=" + size));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonObject get(Plane plane, String path) throws IOException {
        String target = "/v1/logs/" + plane.logId() + path;
        return ShortHttp.get(plane.address() + target, signer.headers("GET", target, new byte[0]));
    }
}

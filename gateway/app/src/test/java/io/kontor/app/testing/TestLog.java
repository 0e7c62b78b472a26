package io.kontor.app.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.crypto.suite.VerifyingKey;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.merkle.MerkleFrontier;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.SignedTreeHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** A receipt log with a mirror endpoint that checks the signature of each request (LOG-5, LOG-6). */
public final class TestLog implements AutoCloseable {

    private final String logId;
    private final String supplier;
    private final CryptoSuite suite;
    private final SigningKey key;
    private final List<byte[]> leaves = new ArrayList<>();
    private final Set<Long> hidden = new HashSet<>();
    private final Set<String> usedSignatures = new HashSet<>();
    private final HttpServer server;
    private int servedMax = Integer.MAX_VALUE;

    /** A log of a federation with that suite, whose mirrors sign in it too. */
    public TestLog(String logId, String supplier, CryptoSuite suite) {
        this.suite = suite;
        this.key = suite.newSigningKey();
        this.logId = logId;
        this.supplier = supplier;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/logs/" + logId + "/leaves", this::answer);
        server.start();
    }

    /** Number of leaves, which is the index of the next. */
    public synchronized long size() {
        return leaves.size();
    }

    public synchronized void append(LogLeaf leaf) {
        leaves.add(LeafCodec.encode(leaf));
    }

    /** Puts another leaf where one stands, as a log must never do. */
    public synchronized void rewrite(int index, LogLeaf leaf) {
        leaves.set(index, LeafCodec.encode(leaf));
    }

    /** Gives only the hash of that leaf away. */
    public synchronized void hide(long index) {
        hidden.add(index);
    }

    /** Serves no leaf from that index on. */
    public synchronized void serveUpTo(int size) {
        servedMax = size;
    }

    public ReceiptLog registration() {
        return new ReceiptLog(
                logId,
                supplier,
                "F",
                suite.name(),
                Base64.getEncoder().encodeToString(key.verifyingKey().spki()),
                "http://127.0.0.1:" + server.getAddress().getPort(),
                1,
                "ab".repeat(16));
    }

    /** A signed head of the first leaves as the ledger would hold it. */
    public synchronized LogHead head(long size, long time) {
        MerkleHasher hasher = new MerkleHasher(suite.hash());
        MerkleFrontier frontier = MerkleFrontier.empty(suite.hash());
        leaves.subList(0, (int) size).forEach(leaf -> frontier.append(hasher.leaf(leaf)));
        TreeHead head = frontier.head();
        String signed = "kontor-tree-head-v1\n" + logId + "\n1\n" + size + "\n"
                + head.rootHash().hex() + "\n" + time + "\n";
        String signature = Base64.getEncoder().encodeToString(key.sign(signed.getBytes(StandardCharsets.UTF_8)));
        return new LogHead(
                new SignedTreeHead(logId, 1, size, head.rootHash(), time, signature),
                TestRecords.digest("anchor " + logId + size).hex(),
                time);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String refusal = refusal(exchange);
            byte[] body = (refusal.isEmpty() ? page(exchange) : refusal).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refusal.isEmpty() ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized String page(HttpExchange exchange) {
        String[] query = exchange.getRequestURI().getRawQuery().split("[=&]");
        int from = Integer.parseInt(query[1]);
        int limit = Integer.parseInt(query[3]);
        MerkleHasher hasher = new MerkleHasher(suite.hash());
        List<JsonObject> page = new ArrayList<>();
        int until = Math.min(Math.min(leaves.size(), servedMax), from + limit);
        for (int i = from; i < until; i++) {
            Digest32 hash = hasher.leaf(leaves.get(i));
            JsonObjectBuilder leaf = JsonObject.builder().put("index", i).put("hash", hash.hex());
            if (!hidden.contains((long) i)) {
                leaf.put("leaf", Base64.getEncoder().encodeToString(leaves.get(i)));
            }
            page.add(leaf.build());
        }
        return CanonicalJson.write(JsonObject.builder()
                .put("leaves", JsonArray.of(page))
                .put("next", from + page.size())
                .build());
    }

    private synchronized String refusal(HttpExchange exchange) {
        Base64.Decoder base64 = Base64.getDecoder();
        String time = exchange.getRequestHeaders().getFirst("Kontor-Time");
        String signature = exchange.getRequestHeaders().getFirst("Kontor-Signature");
        VerifyingKey caller =
                suite.verifyingKey(base64.decode(exchange.getRequestHeaders().getFirst("Kontor-Key")));
        String message = "kontor-request-v1\nGET\n" + exchange.getRequestURI() + "\n" + time + "\n"
                + HexFormat.of().formatHex(suite.digest(new byte[0])) + "\n";
        if (!caller.verify(base64.decode(signature), message.getBytes(StandardCharsets.UTF_8))) {
            return "signature does not verify";
        }
        return usedSignatures.add(signature) ? "" : "signature was used before";
    }
}

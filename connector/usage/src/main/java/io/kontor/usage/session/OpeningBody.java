package io.kontor.usage.session;

import io.kontor.model.id.Digest32;
import io.kontor.model.id.Fingerprint;
import io.kontor.model.id.Ids;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.order.Credential;
import io.kontor.model.rejection.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The body of a session opening (SES-1).
 *
 * @param grantId agreement
 * @param nonce fresh for each opening, 32 hex characters
 * @param time consumer's time, epoch milliseconds
 * @param user user with its key
 * @param application application with its key
 * @param memberKey DER SubjectPublicKeyInfo of the member's connector key
 * @param ecdh DER SubjectPublicKeyInfo of the ephemeral key
 */
@SuppressWarnings("ArrayRecordComponent")
public record OpeningBody(
        String grantId, String nonce, long time, Named user, Named application, byte[] memberKey, byte[] ecdh) {

    private static final int MAX_BYTES = 16 * 1024;
    private static final int MAX_NAME = 128;
    private static final Pattern NONCE = Pattern.compile("[0-9a-f]{32}");

    /**
     * A user or application with its name in clear, which stays in memory.
     *
     * @param name name
     * @param salt 32 bytes
     * @param key DER SubjectPublicKeyInfo
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Named(String name, byte[] salt, byte[] key) {

        /** What the grant names: pseudonym and fingerprint. */
        public Credential credential() {
            byte[] pseudonym = HashFunction.sha256().hash(salt, name.getBytes(StandardCharsets.UTF_8));
            return new Credential(Digest32.of(pseudonym), Fingerprint.ofKey(key).digest());
        }

        static Named read(JsonObject json) {
            String name = json.string("name");
            byte[] salt = HexFormat.of().parseHex(json.string("salt"));
            if (name.isEmpty() || name.length() > MAX_NAME || salt.length != Digest32.LENGTH) {
                throw new MalformedException("Cannot read session opening: a name has " + name.length()
                        + " characters, must have 1 to " + MAX_NAME + "; its salt has " + salt.length
                        + " bytes, must have 32");
            }
            return new Named(name, salt, base64(json, "key"));
        }

        JsonObject toJson() {
            return JsonObject.builder()
                    .put("name", name)
                    .put("salt", HexFormat.of().formatHex(salt))
                    .put("key", Base64.getEncoder().encodeToString(key))
                    .build();
        }
    }

    public OpeningBody {
        Ids.require("grant id", grantId);
        if (!NONCE.matcher(nonce).matches()) {
            throw new MalformedException("Cannot read session opening: nonce '" + nonce + "' is not 32 hex characters");
        }
    }

    /**
     * Reads a body.
     *
     * @throws MalformedException when it is none
     */
    public static OpeningBody parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedException(
                    "Cannot read session opening: it has " + bytes.length + " bytes, at most " + MAX_BYTES);
        }
        try {
            JsonObject json = CanonicalJson.parse(bytes);
            return new OpeningBody(
                    json.string("grantId"),
                    json.string("instanceNonce"),
                    json.longValue("time"),
                    Named.read(json.object("user")),
                    Named.read(json.object("application")),
                    base64(json.object("member"), "key"),
                    base64(json, "ecdh"));
        } catch (MalformedException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new MalformedException("Cannot read session opening: " + e.getMessage(), e);
        }
    }

    /** The body as it is sent. */
    public byte[] bytes() {
        Base64.Encoder base64 = Base64.getEncoder();
        return CanonicalJson.bytes(JsonObject.builder()
                .put("grantId", grantId)
                .put("instanceNonce", nonce)
                .put("time", time)
                .put("user", user.toJson())
                .put("application", application.toJson())
                .put(
                        "member",
                        JsonObject.builder()
                                .put("key", base64.encodeToString(memberKey))
                                .build())
                .put("ecdh", base64.encodeToString(ecdh))
                .build());
    }

    /** The text that the three keys sign. */
    public static byte[] signedText(String logId, byte[] body) {
        String hash = HexFormat.of().formatHex(HashFunction.sha256().hash(body));
        return ("kontor-session-v1\n" + logId + "\n" + hash + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] base64(JsonObject json, String field) {
        return Base64.getDecoder().decode(json.string(field));
    }
}

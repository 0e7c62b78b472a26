package io.kontor.cli.demo;

import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.json.JsonObject;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Opens sessions: the user and the application sign with their own keys, which never reach the connector (DPL-40). */
final class AppSessions {
    private final AppHttp http;
    private final String base;
    private final DemoRecords records;
    private final KeyStoreFolder keys;
    private final CryptoSuite suite = CryptoSuites.named("intl");

    AppSessions(AppHttp http, String base, DemoRecords records, KeyStoreFolder keys) {
        this.http = http;
        this.base = base;
        this.records = records;
        this.keys = keys;
    }

    /**
     * An open session.
     *
     * @param session its id
     * @param token what the application shows
     */
    record Opened(String session, String token) {}

    /**
     * What came of an opening.
     *
     * @param opened the session
     * @param refusal code of the refusal
     */
    record Opening(Optional<Opened> opened, Optional<String> refusal) {}

    Opening open(String grantId, Insurer.Person user, Insurer.Person application) throws Exception {
        JsonObject request = JsonObject.builder()
                .put("grantId", grantId)
                .put("user", person(user))
                .put("application", person(application))
                .build();
        AppHttp.Received prepared = http.retrying(base + "sessions", Map.of(), request);
        if (prepared.status() != 201) {
            return new Opening(Optional.empty(), Optional.of(prepared.problemCode()));
        }
        JsonObject ticket = prepared.required("prepare session");
        byte[] toSign = Base64.getDecoder().decode(ticket.string("toSign"));
        JsonObject signatures = JsonObject.builder()
                .put("userSignature", sign(user, toSign))
                .put("applicationSignature", sign(application, toSign))
                .build();
        AppHttp.Received answer = http.post(base + "sessions/" + ticket.string("ticket"), Map.of(), signatures);
        if (answer.status() != 201) {
            return new Opening(Optional.empty(), Optional.of(answer.problemCode()));
        }
        JsonObject session = answer.required("open session");
        return new Opening(Optional.of(opened(session)), Optional.empty());
    }

    private static Opened opened(JsonObject session) {
        return new Opened(session.string("session"), session.string("token"));
    }

    private JsonObject person(Insurer.Person person) {
        byte[] spki = identity(person).certificate().getPublicKey().getEncoded();
        return JsonObject.builder()
                .put("name", person.name())
                .put("salt", HexFormat.of().formatHex(records.salt(person.name())))
                .put("key", Base64.getEncoder().encodeToString(spki))
                .build();
    }

    private String sign(Insurer.Person person, byte[] bytes) {
        byte[] key = identity(person).privateKey().getEncoded();
        return Base64.getEncoder().encodeToString(suite.signingKey(key).sign(bytes));
    }

    private IssuedIdentity identity(Insurer.Person person) {
        return keys.identity(KeyStoreFolder.credential(person.key()));
    }
}

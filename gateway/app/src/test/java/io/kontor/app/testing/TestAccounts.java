package io.kontor.app.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Accounts of the synthetic members; the password of each is {@link #PASSWORD}. */
public final class TestAccounts {

    /** Everybody's password. */
    public static final String PASSWORD = "kontor-test";

    private static final String HASH = new BCryptPasswordEncoder(4).encode(PASSWORD);

    private TestAccounts() {}

    static Path write(Path folder) {
        String accounts = List.of(
                        account("f-data", "F-DATA", "REGULATOR", "officer-1", "监管员甲"),
                        account("q-data", "Q-DATA", "REGULATOR", "officer-1", "监管员乙"),
                        account("f-ops", "F-OPS", "OPERATOR", "officer-1", "运营员"),
                        account("f-h1", "F-H1", "SUPPLIER", "officer-1", "医院一授权员"),
                        account("f-h2", "F-H2", "SUPPLIER", "officer-1", "医院二授权员"),
                        account("q-ins", "Q-INS", "BUYER", "officer-1", "保险授权员"),
                        account("q-ops", "Q-OPS", "OPERATOR", "officer-1", "外市运营员"),
                        account("false-regulator", "Q-OPS", "REGULATOR", "officer-1", "自称监管员"),
                        account("f-read", "F-H1", "SUPPLIER", "", "医院一查阅员"))
                .stream()
                .collect(Collectors.joining(",", "{\"accounts\":[", "]}"));
        try {
            return Files.writeString(folder.resolve("accounts.json"), accounts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String account(String username, String participant, String role, String keyId, String name) {
        String key = keyId.isEmpty() ? "" : ",\"keyId\":\"" + keyId + "\"";
        return "{\"username\":\"" + username + "\",\"passwordHash\":\"" + HASH + "\",\"participantId\":\"" + participant
                + "\",\"role\":\"" + role + "\"" + key + ",\"displayName\":\"" + name + "\",\"language\":\"zh-CN\"}";
    }
}

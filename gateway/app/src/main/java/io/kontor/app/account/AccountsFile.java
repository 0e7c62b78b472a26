package io.kontor.app.account;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.member.MemberRole;
import io.kontor.model.rejection.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads the accounts file (ACC-1): {@code {"accounts": [{username, passwordHash, participantId, role, keyId?, …}]}}. */
final class AccountsFile {

    private static final Map<String, Locale> LANGUAGES =
            Map.of("zh-CN", Locale.SIMPLIFIED_CHINESE, "en", Locale.ENGLISH);

    private AccountsFile() {}

    static Map<String, Account> read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read accounts file " + file + ": " + e.getMessage(), e);
        } catch (MalformedException e) {
            throw new MalformedException("Cannot read accounts file " + file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Account> parse(String text) {
        List<Account> accounts = CanonicalJson.parse(text)
                .named("accounts file")
                .requireOnly("accounts")
                .array("accounts")
                .objects(AccountsFile::account);
        Map<String, Account> byName = new TreeMap<>();
        for (Account account : accounts) {
            if (byName.put(account.username(), account) != null) {
                throw new MalformedException("account " + account.username() + " stands twice");
            }
        }
        return Map.copyOf(byName);
    }

    private static Account account(JsonObject json) {
        json.requireOnly("username", "passwordHash", "participantId", "role", "keyId", "displayName", "language");
        return new Account(
                json.string("username"),
                json.string("passwordHash"),
                json.string("participantId"),
                json.constant("role", MemberRole.class),
                json.optionalString("keyId").orElse(null),
                json.string("displayName"),
                json.optionalString("language", AccountsFile::language).orElse(Locale.SIMPLIFIED_CHINESE));
    }

    private static Locale language(String tag) {
        Locale locale = LANGUAGES.get(tag);
        if (locale == null) {
            throw new MalformedException("is '" + tag + "', must be one of zh-CN, en");
        }
        return locale;
    }
}

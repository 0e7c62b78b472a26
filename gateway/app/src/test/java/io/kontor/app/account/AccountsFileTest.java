package io.kontor.app.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.member.MemberRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ACC-1. */
class AccountsFileTest {

    private static final String HASH = "$2y$10$" + "a".repeat(53);
    private static final String ENTRY = "{\"username\":\"u\",\"passwordHash\":\"" + HASH
            + "\",\"participantId\":\"F-H1\",\"role\":\"SUPPLIER\",\"keyId\":\"officer-1\",\"displayName\":\"n\"}";

    @TempDir
    private Path folder;

    @Test
    void reads_an_account_whose_language_is_chinese_unless_it_says_otherwise() throws IOException {
        assertThat(read(ENTRY)).satisfies(account -> {
            assertThat(account.role()).isEqualTo(MemberRole.SUPPLIER);
            assertThat(account.identity()).isEqualTo("F-H1/officer-1");
            assertThat(account.language()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
            assertThat(account.toString()).doesNotContain(HASH);
        });
        assertThat(read(ENTRY.replace("\"displayName\"", "\"language\":\"en\",\"displayName\""))
                        .language())
                .isEqualTo(Locale.ENGLISH);
        assertThat(read(ENTRY.replace("\"keyId\":\"officer-1\",", "")).identity())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "SUPPLIER, KING, role",
        "displayName, nickname, displayName",
        "$2y$10$, plain, not bcrypt",
        "F-H1, ../etc, participant id"
    })
    void refuses_what_is_not_an_account_and_says_why(String part, String other, String named) {
        assertThatThrownBy(() -> read(ENTRY.replace(part, other)))
                .hasMessageContaining("Cannot read accounts file")
                .hasMessageContaining(named);
    }

    @Test
    void refuses_the_same_account_twice() {
        assertThatThrownBy(() -> read(ENTRY + "," + ENTRY)).hasMessageContaining("account u stands twice");
    }

    private Account read(String entries) throws IOException {
        Path file = Files.writeString(folder.resolve("accounts.json"), "{\"accounts\":[" + entries + "]}");
        Account account = AccountsFile.read(file).get("u");
        if (account == null) {
            throw new IllegalStateException("no account u");
        }
        return account;
    }
}

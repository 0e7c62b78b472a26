package io.kontor.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The deal with a user's own claims, as a spreadsheet saves them: columns in another order, seven synthetic patients. It is played in the suite
 * {@code sm} (CRY-11), the others of this folder are in {@code intl}.
 */
class OwnClaimsStory {

    @Test
    void the_deal_is_played_with_the_claims_of_the_file_and_in_the_suite_sm(@TempDir Path folder) throws Exception {
        Path claims = folder.resolve("claims.csv");
        try (var bytes = OwnClaimsStory.class.getResourceAsStream("/synthetic-claims.csv")) {
            Files.copy(bytes, claims);
        }

        PackagedDemo.Result result = new PackagedDemo(
                        folder.resolve("state"), "--claims", claims.toString(), "--suite", "sm", "--port-base", "21500")
                .play();

        result.assertWhole();
        assertThat(result.got("10"))
                .as("three patients of F-H1 and four of F-H2")
                .isEqualTo("7 HIT, 1 MISS, usage 168");
        assertThat(result.got("12")).as("80 % of 30.50 + 10.00").isEqualTo("32.40");
        assertThat(result.got("14")).isEqualTo("CONFIRMED, both counts equal, usage 168 = 16.80");
    }
}

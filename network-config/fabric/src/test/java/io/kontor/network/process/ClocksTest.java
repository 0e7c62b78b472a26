package io.kontor.network.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** NET-17: a clock that is off is called so. */
class ClocksTest {

    @Test
    void what_peers_and_orderers_say_about_time_is_explained() {
        assertThat(Clocks.explain(
                        "Error: request unauthorized due to incorrect timestamp 2026-01-01 00:00:00 +0000 UTC,"
                                + " peer time 2026-01-01 01:00:00 +0000 UTC"))
                .startsWith("the clocks of this machine and of the node differ");
        assertThat(Clocks.explain("envelope timestamp T is more than 15m0s apart from current server time U"))
                .startsWith("the clocks");
        assertThat(Clocks.explain("no such channel")).isEqualTo("no such channel");
    }
}

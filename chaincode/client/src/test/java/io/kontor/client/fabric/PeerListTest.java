package io.kontor.client.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.client.fabric.FabricConnection.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NET-9: several peers of the own organisation, as configurations name them. */
class PeerListTest {

    @Test
    void peers_stand_in_the_order_of_preference() {
        assertThat(Peer.list("")).isEmpty();
        assertThat(Peer.list("  ")).isEmpty();
        assertThat(Peer.list("peer1.example:7051, 127.0.0.1:7052"))
                .containsExactly(new Peer("peer1.example", 7051), new Peer("127.0.0.1", 7052));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"peer", "peer:", ":7051", "peer:0", "peer:65536", "a:1,,b:2", "a:1 b:2", "https://a:1", "a:1,"})
    void what_is_no_list_of_peers_is_refused(String text) {
        assertThatThrownBy(() -> Peer.list(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot ");
    }
}

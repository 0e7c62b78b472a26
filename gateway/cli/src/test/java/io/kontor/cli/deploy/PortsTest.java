package io.kontor.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void names_the_port_that_is_taken() throws Exception {
        try (ServerSocket socket = new ServerSocket(29_117, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
            assertThatThrownBy(() -> new Ports(29_100).requireFree())
                    .hasMessageContaining("port 29117 is taken")
                    .hasMessageContaining("--port-base");
            assertThatThrownBy(() -> Ports.requireFree(29_117, "--port"))
                    .hasMessage("Cannot use port 29117: port 29117 is taken; end what uses it, or choose another with"
                            + " --port");
        }
    }

    @Test
    void refuses_a_base_among_the_ephemeral_ports() {
        assertThatThrownBy(() -> new Ports(40_000)).hasMessageContaining("40000");
    }

    @Test
    void gives_no_port_twice() {
        Ports ports = new Ports(20_000);
        List<Integer> all =
                new ArrayList<>(List.of(ports.postgres(), ports.devPeer(), ports.contract(), ports.gateway()));
        for (int i = 0; i < 3; i++) {
            Ports.ConnectorPorts own = ports.connector(i);
            all.addAll(List.of(
                    own.management(),
                    own.protocol(),
                    own.control(),
                    own.health(),
                    own.data(),
                    own.dataControl(),
                    own.application()));
        }
        assertThat(all).doesNotHaveDuplicates();
    }
}

package io.kontor.devpeer;

import static io.kontor.devpeer.Clients.committed;
import static io.kontor.devpeer.Clients.endorsed;
import static io.kontor.devpeer.Clients.evaluated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.kontor.devpeer.identity.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Private data as a Fabric client sees it (DEV-22): city and regulator hold a collection, the witness does not. */
class PrivateDataTest {
    private static final String SECRET = "a price that nobody else knows";

    private TestNetwork peers;
    private Path folder;

    @BeforeEach
    void start(@TempDir final Path at) throws Exception {
        folder = at;
        peers = new TestNetwork(at);
        peers.settings.put("collections", "pair");
        peers.settings.put("collection.pair.organisations", TestNetwork.CITY + "," + TestNetwork.REGULATOR);
        peers.settings.put("contract.address", peers.startContract("contract").address());
        peers.startPeer();
    }

    @AfterEach
    void stop() {
        peers.close();
    }

    private Contract contract(final String mspId) throws Exception {
        return peers.gateway(mspId).getNetwork(TestNetwork.CHANNEL).getContract(TestNetwork.CHAINCODE);
    }

    private Transaction endorsedPut(final String value, final String... organisations) throws Exception {
        return contract(TestNetwork.CITY)
                .newProposal("privatePut")
                .addArguments("pair", "k")
                .putAllTransient(Map.of("value", value.getBytes(StandardCharsets.UTF_8)))
                .setEndorsingOrganizations(organisations)
                .build()
                .endorse();
    }

    private void put(final String value) throws Exception {
        assertThat(committed(endorsedPut(value))).isEqualTo(TxValidationCode.VALID);
    }

    @Test
    void members_read_the_value_others_its_hash_and_no_block_holds_it() throws Exception {
        put(SECRET);
        assertThat(evaluated(contract(TestNetwork.CITY), "privateGet", "pair", "k"))
                .isEqualTo(SECRET);
        assertThat(evaluated(contract(TestNetwork.REGULATOR), "privateGet", "pair", "k"))
                .isEqualTo(SECRET);
        assertThat(evaluated(contract(TestNetwork.WITNESS), "privateHash", "pair", "k"))
                .isEqualTo(HexFormat.of().formatHex(Sha256.of(ByteString.copyFromUtf8(SECRET))));
        assertThatThrownBy(() -> evaluated(contract(TestNetwork.WITNESS), "privateGet", "pair", "k"))
                .isInstanceOf(GatewayException.class);
        for (final Path file : files("blocks-")) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
        }
    }

    /** END-6. */
    @Test
    void the_collections_members_endorse_and_nobody_else_can() throws Exception {
        assertThatThrownBy(() -> endorsedPut(SECRET, TestNetwork.CITY, TestNetwork.WITNESS))
                .isInstanceOf(EndorseException.class);
        assertThat(committed(endorsedPut(SECRET, TestNetwork.CITY)))
                .as("one of two is no majority of the members")
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        assertThat(committed(endorsedPut(SECRET, TestNetwork.CITY, TestNetwork.REGULATOR)))
                .isEqualTo(TxValidationCode.VALID);
        assertThatThrownBy(() -> evaluated(contract(TestNetwork.CITY), "privateGet", "nowhere", "k"))
                .isInstanceOf(GatewayException.class);
    }

    @Test
    void a_value_survives_a_restart_and_what_was_replaced_goes() throws Exception {
        put("one");
        put("two");
        put("three");
        assertThat(files("private")).hasSize(2);
        peers.restartPeer();
        assertThat(evaluated(contract(TestNetwork.CITY), "privateGet", "pair", "k"))
                .isEqualTo("three");
        put("four");
        assertThat(evaluated(contract(TestNetwork.REGULATOR), "privateGet", "pair", "k"))
                .isEqualTo("four");
    }

    @Test
    void a_read_of_a_hash_conflicts_with_a_later_write() throws Exception {
        put("one");
        final Transaction read = contract(TestNetwork.CITY)
                .newProposal("privateHash")
                .addArguments("pair", "k")
                .build()
                .endorse();
        put("two");
        assertThat(committed(read)).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
    }

    @Test
    void a_purge_takes_the_value_from_the_disk() throws Exception {
        put("one");
        put(SECRET);
        assertThat(committed(endorsed(contract(TestNetwork.CITY), "privatePurge", "pair", "k")))
                .isEqualTo(TxValidationCode.VALID);
        assertThat(evaluated(contract(TestNetwork.CITY), "privateGet", "pair", "k"))
                .isEmpty();
        assertThat(evaluated(contract(TestNetwork.WITNESS), "privateHash", "pair", "k"))
                .isEmpty();
        assertThat(files("private")).isEmpty();
    }

    private List<Path> files(final String part) throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("ledger"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            folder.resolve("ledger").relativize(file).toString().startsWith(part))
                    .toList();
        }
    }
}

package io.kontor.devpeer;

import static io.kontor.devpeer.Clients.committed;
import static io.kontor.devpeer.Clients.endorsed;
import static io.kontor.devpeer.Clients.evaluated;
import static io.kontor.devpeer.Clients.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.SubmittedTransaction;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.peer.FilteredBlock;
import org.hyperledger.fabric.protos.peer.FilteredTransaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Validation of reads, ranges and transaction ids (DEV-10), and what a simulation records (DEV-13). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConflictTest {
    private TestNetwork peers;
    private Network network;
    private Contract contract;

    @BeforeAll
    void start(@TempDir final Path folder) throws Exception {
        peers = TestNetwork.withOneContract(folder);
        network = peers.gateway(TestNetwork.CITY).getNetwork(TestNetwork.CHANNEL);
        contract = network.getContract(TestNetwork.CHAINCODE);
    }

    @AfterAll
    void stop() {
        peers.close();
    }

    @Test
    void of_two_transactions_that_read_and_write_one_key_the_second_is_a_read_conflict() throws Exception {
        put(contract, "hot", "0");
        final Transaction first = endorsed(contract, "append", "hot", "1");
        final Transaction second = endorsed(contract, "append", "hot", "2");

        final SubmittedTransaction firstSubmitted = first.submitAsync();
        final SubmittedTransaction secondSubmitted = second.submitAsync();

        assertThat(firstSubmitted.getStatus().getCode()).isEqualTo(TxValidationCode.VALID);
        assertThat(secondSubmitted.getStatus().getCode()).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
        assertThat(evaluated(contract, "get", "hot")).isEqualTo("01");
    }

    @Test
    void read_conflict_with_an_earlier_block_is_found_too() throws Exception {
        final Transaction stale = endorsed(contract, "append", "absent", "late");
        put(contract, "absent", "early");

        assertThat(committed(stale)).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
        final CommitException failure = catchThrowableOfType(CommitException.class, () -> stale.submit());
        assertThat(failure.getCode()).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
    }

    @Test
    void key_that_appears_in_a_range_read_before_is_a_phantom_conflict() throws Exception {
        put(contract, "p1", "x");
        put(contract, "p3", "x");
        final Transaction counting = endorsed(contract, "count", "p", "q", "counted");
        put(contract, "p2", "x");

        assertThat(committed(counting)).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
    }

    @Test
    void key_deleted_or_rewritten_in_a_range_read_before_is_a_phantom_conflict() throws Exception {
        put(contract, "r1", "x");
        put(contract, "r2", "x");
        final Transaction beforeDeletion = endorsed(contract, "count", "r", "s", "counted-r");
        assertThat(committed(endorsed(contract, "delete", "r2"))).isEqualTo(TxValidationCode.VALID);
        final Transaction beforeRewrite = endorsed(contract, "count", "r", "s", "counted-r");
        put(contract, "r1", "x");

        assertThat(committed(beforeDeletion)).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
        assertThat(committed(beforeRewrite)).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
    }

    @Test
    void range_that_nobody_touched_commits_even_over_several_batches() throws Exception {
        final List<SubmittedTransaction> submitted = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            submitted.add(
                    endorsed(contract, "put", "many-%03d".formatted(i), "x").submitAsync());
        }
        for (final SubmittedTransaction transaction : submitted) {
            assertThat(transaction.getStatus().isSuccessful()).isTrue();
        }
        final Transaction counting = endorsed(contract, "count", "many-", "many-z", "counted-many");
        put(contract, "elsewhere", "x");

        assertThat(committed(counting)).isEqualTo(TxValidationCode.VALID);
        assertThat(evaluated(contract, "get", "counted-many")).isEqualTo("230");
    }

    @Test
    void transaction_sent_twice_is_valid_once_and_a_duplicate_after() throws Exception {
        final long height = peers.peer().height();
        final Transaction transaction = endorsed(contract, "put", "twice", "x");
        transaction.submitAsync().getStatus();
        final SubmittedTransaction again = transaction.submitAsync();

        final List<TxValidationCode> codes = new ArrayList<>();
        try (CloseableIterator<FilteredBlock> blocks = network.newFilteredBlockEventsRequest()
                .startBlock(height)
                .build()
                .getEvents()) {
            while (codes.size() < 2) {
                for (final FilteredTransaction found : blocks.next().getFilteredTransactionsList()) {
                    assertThat(found.getTxid()).isEqualTo(transaction.getTransactionId());
                    codes.add(found.getTxValidationCode());
                }
            }
        }

        assertThat(codes).containsExactly(TxValidationCode.VALID, TxValidationCode.DUPLICATE_TXID);
        assertThat(again.getStatus().getCode()).as("the status of the first").isEqualTo(TxValidationCode.VALID);
    }

    @Test
    void proposal_of_a_committed_transaction_is_not_endorsed_again() throws Exception {
        final Proposal proposal =
                contract.newProposal("put").addArguments("once", "x").build();
        proposal.endorse().submit();

        final EndorseException refusal = catchThrowableOfType(EndorseException.class, proposal::endorse);

        assertThat(refusal.getDetails().get(0).getMessage())
                .isEqualTo("duplicate transaction found [" + proposal.getTransactionId() + "]");
    }

    @Test
    void transaction_does_not_see_its_own_writes_and_last_write_counts() throws Exception {
        put(contract, "own", "old");
        final Transaction appending = endorsed(contract, "append", "own", "+new");

        assertThat(committed(appending)).isEqualTo(TxValidationCode.VALID);
        assertThat(evaluated(contract, "get", "own")).isEqualTo("old+new");
    }

    @Test
    void ranges_come_in_the_order_of_utf_8_bytes() throws Exception {
        final String beyondTheBasicPlane = "u" + Character.toString(0x1F600);
        final String privateUse = "u" + Character.toString(0xE000);
        put(contract, beyondTheBasicPlane, "second");
        put(contract, privateUse, "first");

        assertThat(evaluated(contract, "range", "u", "v"))
                .isEqualTo(privateUse + "=first," + beyondTheBasicPlane + "=second");
    }

    @Test
    void pages_follow_each_other_by_bookmark_and_bar_writes() throws Exception {
        for (final String key : List.of("g1", "g2", "g3")) {
            put(contract, key, "x");
        }
        final String first = evaluated(contract, "page", "g", "h", "2", "");
        final String bookmark = first.substring(first.lastIndexOf('|') + 1);

        assertThat(first).startsWith("g1,g2|2|");
        assertThat(evaluated(contract, "page", "g", "h", "2", bookmark)).isEqualTo("g3|1|");
        assertThatThrownBy(() -> endorsed(contract, "page", "g", "h", "2", "", "k"))
                .as("the shim keeps the peer's reason to itself")
                .isInstanceOf(EndorseException.class);
    }

    @Test
    void history_of_a_key_is_newest_first_with_deletions() throws Exception {
        put(contract, "told", "one");
        put(contract, "told", "two");
        committed(endorsed(contract, "delete", "told"));
        put(contract, "told", "three");

        assertThat(evaluated(contract, "history", "told")).isEqualTo("three,deleted,two,one");
    }
}

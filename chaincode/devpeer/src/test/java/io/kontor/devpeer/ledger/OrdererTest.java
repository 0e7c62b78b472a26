package io.kontor.devpeer.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.devpeer.config.DevPeerConfig;
import io.kontor.devpeer.identity.Organisation;
import io.kontor.devpeer.identity.Organisations;
import io.kontor.devpeer.identity.Sha256;
import io.kontor.devpeer.identity.SigningIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When blocks are cut (DEV-1), and what a failed write does (DEV-5). */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OrdererTest {
    private static final Duration NEVER = Duration.ofSeconds(50);

    @TempDir
    Path folder;

    private final OrganisationAuthority authority = OrganisationAuthority.create("Synthetic city", "CityMSP");
    private final SigningIdentity peer =
            new SigningIdentity("CityMSP", authority.issue(CertificateRequest.enrolment("peer", "peer")));
    private final Organisations organisations = new Organisations(List.of(
            new Organisation("CityMSP", List.of(authority.enrolmentRoot().certificate()), List.of(), peer)));
    private Ledger ledger;
    private int nonce;

    @BeforeEach
    void open() throws Exception {
        ledger = Ledger.open(
                new ChannelDefinition("c", "kontor", organisations, Collections.NONE), folder, Instant.now());
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    @Test
    void full_block_is_cut_at_once() throws Exception {
        try (Orderer orderer = new Orderer(ledger, new DevPeerConfig.Blocks(NEVER, 3))) {
            final List<CompletableFuture<TransactionLocation>> committed = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                committed.add(submit(orderer, "small"));
            }
            for (int i = 0; i < 3; i++) {
                assertThat(committed.get(i).join())
                        .isEqualTo(new TransactionLocation(1, i, TxValidationCode.INVALID_ENDORSER_TRANSACTION));
            }
        }
    }

    @Test
    void block_is_cut_when_its_first_transaction_is_as_old_as_the_interval() throws Exception {
        try (Orderer orderer = new Orderer(ledger, new DevPeerConfig.Blocks(Duration.ofMillis(1), 500))) {
            assertThat(submit(orderer, "one").join().block()).isEqualTo(1);
            assertThat(submit(orderer, "two").join().block()).isEqualTo(2);
        }
    }

    @Test
    void block_that_would_grow_too_large_is_cut_before_the_transaction_that_does_not_fit() throws Exception {
        try (Orderer orderer = new Orderer(ledger, new DevPeerConfig.Blocks(NEVER, 3))) {
            final CompletableFuture<TransactionLocation> first = submit(orderer, "x".repeat(1_500_000));
            final CompletableFuture<TransactionLocation> second = submit(orderer, "x".repeat(1_500_000));
            assertThat(first.join().block()).isEqualTo(1);
            final CompletableFuture<TransactionLocation> third = submit(orderer, "small");
            final CompletableFuture<TransactionLocation> fourth = submit(orderer, "small");
            assertThat(third.join().block()).isEqualTo(fourth.join().block()).isEqualTo(2);
            assertThat(second.join())
                    .isEqualTo(new TransactionLocation(2, 0, TxValidationCode.INVALID_ENDORSER_TRANSACTION));
        }
    }

    @Test
    void failed_write_reports_nothing_and_stops_the_ledger_for_good() throws Exception {
        try (Orderer orderer = new Orderer(ledger, new DevPeerConfig.Blocks(Duration.ofMillis(1), 500))) {
            submit(orderer, "good").join();
            ledger.close();
            final CompletableFuture<TransactionLocation> lost = submit(orderer, "lost");

            Awaitility.await()
                    .atMost(20, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThatThrownBy(() -> submit(orderer, "more"))
                            .isInstanceOf(LedgerUnavailable.class)
                            .hasMessageContaining("the ledger has stopped")
                            .hasMessageContaining("restart"));
            assertThat(lost).isNotDone();
            assertThat(ledger.height()).isEqualTo(2);
        }
        open();
        assertThat(ledger.height()).isEqualTo(2);
    }

    /** Sends a transaction whose header is sound and whose body is not: it becomes an invalid one of a block. */
    private CompletableFuture<TransactionLocation> submit(final Orderer orderer, final String body) throws Exception {
        final SignatureHeader signatureHeader = SignatureHeader.newBuilder()
                .setCreator(peer.serialized())
                .setNonce(ByteString.copyFromUtf8("nonce " + nonce++))
                .build();
        final ChannelHeader channelHeader = ChannelHeader.newBuilder()
                .setType(HeaderType.ENDORSER_TRANSACTION_VALUE)
                .setChannelId("c")
                .setTxId(HexFormat.of().formatHex(Sha256.of(signatureHeader.getNonce(), signatureHeader.getCreator())))
                .build();
        final ByteString payload = Payload.newBuilder()
                .setHeader(Header.newBuilder()
                        .setChannelHeader(channelHeader.toByteString())
                        .setSignatureHeader(signatureHeader.toByteString()))
                .setData(ByteString.copyFromUtf8(body))
                .build()
                .toByteString();
        final Envelope envelope = Envelope.newBuilder()
                .setPayload(payload)
                .setSignature(peer.sign(payload))
                .build();
        final CompletableFuture<TransactionLocation> committed = new CompletableFuture<>();
        orderer.submit(ReceivedTransaction.check(envelope, organisations));
        ledger.whenCommitted(channelHeader.getTxId(), committed::complete);
        return committed;
    }
}

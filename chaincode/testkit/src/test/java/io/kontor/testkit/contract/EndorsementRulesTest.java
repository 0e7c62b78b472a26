package io.kontor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.testkit.fixtures.ClaimDay;
import io.kontor.testkit.fixtures.DemoCast;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.junit.jupiter.api.Test;

/** END-1 to END-5 after a whole deal with its settlement and a dispute: each key has the policy of its type. */
class EndorsementRulesTest {

    private static final Set<String> WITHOUT = Set.of("witness", "consent");
    private static final Set<String> REGULATED = Set.of("city", "msp", "member", "key", "authorisation", "decision");
    private static final List<String> OF_CITY_F =
            List.of(DemoCast.F_REGULATOR_MSP, DemoCast.F_OPERATOR_MSP, DemoCast.Q_REGULATOR_MSP);

    @Test
    void each_key_of_a_deal_takes_its_city_and_the_witness() throws Exception {
        Bed bed = new Bed();
        bed.deal.playToGrants();
        ClaimDay day = new ClaimDay(bed.deal, bed.clock).callAsInTheDemo().closePeriod(1);
        day.payPeriod(1);
        day.buyer().dispute(day.dispute("D-1", day.log2(), 3));
        day.seller().uphold("D-1", "wrong record");
        Set<String> types = new TreeSet<>();
        for (String key : bed.network.state().keys("")) {
            String type = key.substring(0, key.indexOf('/'));
            Optional<ByteString> policy = bed.network.state().policy(key);
            if (WITHOUT.contains(type)) {
                assertThat(policy).as(key).isEmpty();
            } else if (!REGULATED.contains(type)) {
                types.add(type);
                assertThat(namesIn(policy.orElseThrow(() -> new AssertionError("no policy for " + key))))
                        .as(key)
                        .isEqualTo(OF_CITY_F);
            }
        }
        assertThat(types)
                .contains("order", "product", "tariff", "claim", "period-closed", "settlement", "account", "payment")
                .contains("credit", "dispute", "disputed", "order-log", "live", "head", "total", "held");
    }

    /** What was written while its city was alone follows the majority; each write after that has the city's own policy. */
    @Test
    void who_is_a_member_is_its_regulators_to_say() throws Exception {
        Bed bed = new Bed();
        bed.deal.playToGrants();
        for (String key : List.of(
                "member/F-H1", bed.network.state().keys("authorisation/").get(0))) {
            SignaturePolicyEnvelope policy = SignaturePolicyEnvelope.parseFrom(
                    bed.network.state().policy(key).orElseThrow());
            assertThat(namesIn(policy.toByteString())).as(key).isEqualTo(OF_CITY_F);
            assertThat(policy.getRule().getNOutOf().getN()).isEqualTo(2);
            assertThat(policy.getRule().getNOutOf().getRules(0).hasSignedBy())
                    .as("the regulator is not one of several")
                    .isTrue();
            assertThat(policy.getRule().getNOutOf().getRulesCount()).isEqualTo(2);
        }
    }

    private static List<String> namesIn(ByteString policy) throws InvalidProtocolBufferException {
        return SignaturePolicyEnvelope.parseFrom(policy).getIdentitiesList().stream()
                .map(principal -> {
                    try {
                        return MSPRole.parseFrom(principal.getPrincipal()).getMspIdentifier();
                    } catch (InvalidProtocolBufferException e) {
                        throw new AssertionError("no role: " + principal, e);
                    }
                })
                .toList();
    }
}

package io.kontor.extension.offer;

import io.kontor.extension.policy.OdrlOfferBuilder;
import io.kontor.extension.policy.OdrlTermsCompiler;
import io.kontor.extension.policy.TermsRefusedException;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.edc.connector.controlplane.asset.spi.domain.Asset;
import org.eclipse.edc.connector.controlplane.contract.spi.types.offer.ContractDefinition;
import org.eclipse.edc.connector.controlplane.policy.spi.PolicyDefinition;
import org.eclipse.edc.connector.controlplane.services.spi.asset.AssetService;
import org.eclipse.edc.connector.controlplane.services.spi.contractdefinition.ContractDefinitionService;
import org.eclipse.edc.connector.controlplane.services.spi.policydefinition.PolicyDefinitionService;
import org.eclipse.edc.policy.model.Policy;
import org.eclipse.edc.spi.EdcException;
import org.eclipse.edc.spi.constants.CoreConstants;
import org.eclipse.edc.spi.query.Criterion;
import org.eclipse.edc.spi.result.ServiceResult;
import org.eclipse.edc.spi.types.domain.DataAddress;
import org.eclipse.edc.transaction.spi.TransactionContext;
import org.eclipse.edc.web.spi.exception.InvalidRequestException;
import org.eclipse.edc.web.spi.exception.ObjectConflictException;

/**
 * Creates asset, policy and contract definition of an offer in one transaction. One asset a resource, which offers share; the same offer again
 * changes nothing, another under the same identifier is refused. Thread-safe.
 */
final class OfferPublisher {
    private static final String TITLE = CoreConstants.EDC_NAMESPACE + "name";

    private final AssetService assets;
    private final PolicyDefinitionService policies;
    private final ContractDefinitionService definitions;
    private final TransactionContext transactions;
    private final String participantContextId;

    OfferPublisher(Services services, TransactionContext transactions, String participantContextId) {
        this.assets = services.assets();
        this.policies = services.policies();
        this.definitions = services.definitions();
        this.transactions = transactions;
        this.participantContextId = participantContextId;
    }

    /** EDC's services that hold an offer. */
    record Services(AssetService assets, PolicyDefinitionService policies, ContractDefinitionService definitions) {}

    void publish(OfferRequest offer) {
        Policy policy = policy(offer);
        transactions.execute(() -> {
            ensureAsset(offer);
            if (ensurePolicy(offer, policy)) {
                create(definitions.create(definition(offer)), offer);
            }
        });
        requireStored(offer);
    }

    /** EDC's transaction only logs a commit that failed. */
    private void requireStored(OfferRequest offer) {
        if (definitions.findById(offer.offerId()) == null) {
            throw new EdcException("Cannot publish offer " + offer.offerId() + ": the database did not keep it");
        }
    }

    /** Writes the policy and reads it back: what our own compiler would refuse later is refused now. */
    private static Policy policy(OfferRequest offer) {
        Policy policy = OdrlOfferBuilder.build(offer.offered());
        try {
            if (OdrlTermsCompiler.compile(policy).equals(offer.offered())) {
                return policy;
            }
        } catch (TermsRefusedException e) {
            throw new InvalidRequestException("Cannot publish offer " + offer.offerId() + ": " + e.getMessage());
        }
        throw new InvalidRequestException(
                "Cannot publish offer " + offer.offerId() + ": the terms cannot be written in the profile");
    }

    private void ensureAsset(OfferRequest offer) {
        Asset kept = assets.findById(offer.resourceId());
        if (kept == null) {
            create(assets.create(asset(offer)), offer);
        } else if (!strings(kept.getDataAddress()).equals(strings(address(offer)))) {
            throw new ObjectConflictException("Cannot publish offer " + offer.offerId() + ": resource "
                    + offer.resourceId() + " is published with another dataAddress");
        }
    }

    private boolean ensurePolicy(OfferRequest offer, Policy policy) {
        PolicyDefinition kept = policies.findById(offer.offerId());
        if (kept == null) {
            create(
                    policies.create(PolicyDefinition.Builder.newInstance()
                            .id(offer.offerId())
                            .policy(policy)
                            .participantContextId(participantContextId)
                            .build()),
                    offer);
            return true;
        }
        try {
            if (OdrlTermsCompiler.compile(kept.getPolicy()).equals(offer.offered())) {
                return false;
            }
        } catch (TermsRefusedException e) {
            throw new ObjectConflictException("Cannot publish offer " + offer.offerId() + ": it exists and says "
                    + "something that the profile does not know: " + e.getMessage());
        }
        throw new ObjectConflictException("Cannot publish offer " + offer.offerId() + ": it exists with other terms");
    }

    private Asset asset(OfferRequest offer) {
        return Asset.Builder.newInstance()
                .id(offer.resourceId())
                .property(TITLE, offer.title())
                .dataAddress(address(offer))
                .participantContextId(participantContextId)
                .build();
    }

    private static DataAddress address(OfferRequest offer) {
        DataAddress.Builder<?, ?> address = DataAddress.Builder.newInstance();
        offer.dataAddress().forEach(address::property);
        return address.build();
    }

    private static Map<String, String> strings(DataAddress address) {
        Map<String, String> strings = new TreeMap<>();
        address.getProperties().forEach((name, value) -> strings.put(name, String.valueOf(value)));
        return strings;
    }

    private ContractDefinition definition(OfferRequest offer) {
        return ContractDefinition.Builder.newInstance()
                .id(offer.offerId())
                .accessPolicyId(offer.offerId())
                .contractPolicyId(offer.offerId())
                .assetsSelectorCriterion(new Criterion(Asset.PROPERTY_ID, "=", offer.resourceId()))
                .participantContextId(participantContextId)
                .build();
    }

    private static void create(ServiceResult<?> result, OfferRequest offer) {
        if (result.failed()) {
            throw new InvalidRequestException(
                    "Cannot publish offer " + offer.offerId() + ": " + result.getFailureDetail());
        }
    }
}

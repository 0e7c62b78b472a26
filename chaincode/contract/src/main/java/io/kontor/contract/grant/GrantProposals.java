package io.kontor.contract.grant;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.Checks;
import io.kontor.contract.city.Cities;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Entries.Mark;
import io.kontor.contract.state.Entries.Pointer;
import io.kontor.contract.state.Key;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.city.CityProfile;
import io.kontor.model.city.RegistrationRule;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.ConsentRule;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantProposal;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.id.Digest32;
import io.kontor.model.order.Order;
import io.kontor.model.order.OrderStatus;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.resource.DataClass;
import io.kontor.model.resource.DataItem;
import io.kontor.model.resource.PersonalData;
import io.kontor.model.resource.Resource;
import io.kontor.model.resource.ResourceStatus;
import io.kontor.model.scenario.Scenario;
import io.kontor.model.scenario.ScenarioStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks and writes what a supplier's connector proposes (GRT-1 … GRT-3). */
final class GrantProposals {

    private GrantProposals() {}

    static Grant propose(Call call, GrantProposal proposal) {
        LedgerState state = call.state();
        String what = "Cannot propose grant " + proposal.grantId() + " version " + proposal.version();
        Resource resource = state.require(Keys.resource(proposal.terms().resourceId()));
        Checks.isMember(call, resource.supplier(), what);
        Order order = state.require(Keys.order(proposal.orderId()));
        Grant grant = grant(call, proposal, order, resource);
        Optional<Grant> stored = state.existing(
                Keys.grantVersion(proposal.grantId(), proposal.version()), grant, before -> asProposed(before, grant));
        if (stored.isPresent()) {
            return stored.get();
        }
        requireOrder(state, order, resource, what);
        requireTerms(state, proposal, order, resource, what);
        requireVersion(state, grant, what);
        requireOnlyLive(state, grant, what);
        state.put(Keys.live(grant.orderId(), grant.resourceId()), new Pointer(grant.grantId()));
        state.putIfAbsent(Keys.orderGrant(grant.orderId(), grant.grantId()), Mark.SET);
        if (grant.version() == 1) {
            Grants.allow(state, grant);
        }
        return Grants.store(state, grant);
    }

    private static void requireOrder(LedgerState state, Order order, Resource resource, String what) {
        ContractRejection.unless(
                order.status() == OrderStatus.ACTIVE,
                RejectionCode.ORDER,
                what + ": order " + order.orderId() + " is " + order.status() + ", must be ACTIVE");
        Scenario scenario = state.require(Keys.scenario(order.scenarioId()));
        ContractRejection.unless(
                scenario.status() == ScenarioStatus.APPROVED
                        && scenario.resources().contains(resource.resourceId()),
                RejectionCode.SCENARIO,
                what + ": scenario " + scenario.scenarioId() + " is " + scenario.status() + " for "
                        + scenario.resources() + ", must be APPROVED for " + resource.resourceId());
        String buyersCity = state.require(Keys.member(order.buyer())).cityId();
        Cities.requireRecognised(state, resource.cityId(), buyersCity, what);
    }

    private static void requireTerms(
            LedgerState state, GrantProposal proposal, Order order, Resource resource, String what) {
        GrantTerms terms = proposal.terms();
        ContractRejection.unless(
                terms.scenarioId().equals(order.scenarioId()),
                RejectionCode.SCENARIO,
                what + ": its purpose is " + terms.scenarioId() + ", the order's is " + order.scenarioId());
        CityProfile city = Cities.profile(state, resource.cityId());
        terms.actions().forEach(action -> requireAction(action, resource, city, what));
        Digest32 hash = GrantTermsCodec.hash(terms);
        ContractRejection.unless(
                hash.equals(proposal.termsHash()),
                RejectionCode.TERMS_HASH,
                what + ": the hash of its terms is " + hash.hex() + ", named is "
                        + proposal.termsHash().hex());
        ContractRejection.unless(
                order.users().containsAll(terms.users()) && order.applications().containsAll(terms.applications()),
                RejectionCode.ORDER,
                what + ": it names users or applications that order " + order.orderId() + " does not name");
        requireRegistered(resource, city, what);
        requireFields(state, terms, resource, what);
        requireFit(terms, resource, city, what);
        requireConsent(terms, resource, what);
    }

    /** Terms that this data or this city's calendar make impossible. */
    private static void requireFit(GrantTerms terms, Resource resource, CityProfile city, String what) {
        terms.unfulfillable(resource.sensitiveItems(), city.utcOffsetMinutes()).ifPresent(reason -> {
            throw new ContractRejection(RejectionCode.BOUNDS, what + ": " + reason);
        });
    }

    private static void requireAction(ActionTerms action, Resource resource, CityProfile city, String what) {
        int gradeMax = city.limits().downloadGradeMax();
        if (resource.dataClass().allowedActions(resource.grade(), gradeMax).contains(action.action())) {
            return;
        }
        boolean atLowestGrade = resource.dataClass().allowedActions(1, gradeMax).contains(action.action());
        throw new ContractRejection(
                atLowestGrade ? RejectionCode.GRADE : RejectionCode.MODE,
                what + ": resource " + resource.resourceId() + " of class " + resource.dataClass() + " and grade "
                        + resource.grade() + " does not allow " + action.action());
    }

    private static void requireRegistered(Resource resource, CityProfile city, String what) {
        boolean open = resource.status() == ResourceStatus.SUBMITTED && city.registration() == RegistrationRule.ALARM;
        ContractRejection.unless(
                resource.status() == ResourceStatus.REGISTERED || open,
                RejectionCode.REGISTRATION,
                what + ": resource " + resource.resourceId() + " is " + resource.status() + ", city " + city.cityId()
                        + " has the rule " + city.registration());
    }

    private static void requireFields(LedgerState state, GrantTerms terms, Resource resource, String what) {
        List<String> known = resource.dictionary().stream().map(DataItem::name).toList();
        ContractRejection.unless(
                known.containsAll(terms.fields()),
                RejectionCode.REGISTRATION,
                what + ": it names fields that resource " + resource.resourceId() + " does not have");
        List<String> items = state.require(Keys.scenario(terms.scenarioId())).items();
        ContractRejection.unless(
                resource.dataClass() != DataClass.STRUCTURED_SENSITIVE || items.containsAll(terms.fields()),
                RejectionCode.SCENARIO,
                what + ": it names fields that scenario " + terms.scenarioId() + " did not apply for");
    }

    private static void requireConsent(GrantTerms terms, Resource resource, String what) {
        ContractRejection.unless(
                resource.personalData() == PersonalData.NONE || terms.consent() == ConsentRule.ONE_SHOT,
                RejectionCode.CONSENT_MISSING,
                what + ": resource " + resource.resourceId() + " holds personal data, its terms demand "
                        + terms.consent());
    }

    private static void requireVersion(LedgerState state, Grant grant, String what) {
        int next = Grants.newestVersion(state, grant.grantId()) + 1;
        ContractRejection.unless(
                grant.version() == next, RejectionCode.WRONG_STATE, what + ": the next version is " + next);
        if (next == 1) {
            return;
        }
        Grant current = state.require(Keys.grant(grant.grantId()));
        GrantStatus newest =
                state.require(Keys.grantVersion(grant.grantId(), next - 1)).status();
        ContractRejection.unless(
                Set.of(GrantStatus.ACTIVE, GrantStatus.SUSPENDED).contains(current.status())
                        && newest != GrantStatus.PROPOSED,
                RejectionCode.WRONG_STATE,
                what + ": version " + current.version() + " is " + current.status() + ", version " + (next - 1) + " is "
                        + newest);
        ContractRejection.unless(
                current.orderId().equals(grant.orderId())
                        && current.resourceId().equals(grant.resourceId()),
                RejectionCode.ALREADY_EXISTS_DIFFERENT,
                what + ": the grant is for order " + current.orderId() + " and resource " + current.resourceId());
        Limits.requireAboveUsed(state, grant, what);
    }

    private static void requireOnlyLive(LedgerState state, Grant grant, String what) {
        Key<Pointer> live = Keys.live(grant.orderId(), grant.resourceId());
        state.find(live)
                .ifPresent(pointer -> ContractRejection.unless(
                        pointer.id().equals(grant.grantId()),
                        RejectionCode.WRONG_STATE,
                        what + ": order " + grant.orderId() + " has the live grant " + pointer.id() + " on resource "
                                + grant.resourceId()));
    }

    private static Grant grant(Call call, GrantProposal proposal, Order order, Resource resource) {
        return new Grant(
                proposal.grantId(),
                proposal.version(),
                order.orderId(),
                resource.resourceId(),
                resource.supplier(),
                order.seller(),
                order.buyer(),
                proposal.terms(),
                proposal.termsHash(),
                order.tariffVersion(),
                proposal.evidenceKeyDigest(),
                GrantStatus.PROPOSED,
                List.of(),
                Optional.empty(),
                call.at(),
                Optional.empty());
    }

    /** The stored grant as it would be if it were proposed now. */
    private static Grant asProposed(Grant stored, Grant now) {
        return new Grant(
                stored.grantId(),
                stored.version(),
                stored.orderId(),
                stored.resourceId(),
                stored.supplier(),
                stored.seller(),
                stored.buyer(),
                stored.terms(),
                stored.termsHash(),
                stored.tariffVersion(),
                stored.evidenceKeyDigest(),
                GrantStatus.PROPOSED,
                List.of(),
                Optional.empty(),
                now.proposedAt(),
                Optional.empty());
    }
}

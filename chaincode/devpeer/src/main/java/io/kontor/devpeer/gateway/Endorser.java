package io.kontor.devpeer.gateway;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kontor.devpeer.contract.CollectionAccess;
import io.kontor.devpeer.contract.ContractAnswer;
import io.kontor.devpeer.contract.ContractCall;
import io.kontor.devpeer.contract.ContractServer;
import io.kontor.devpeer.contract.ContractUnavailable;
import io.kontor.devpeer.identity.Organisation;
import io.kontor.devpeer.ledger.EndorsementPolicies;
import io.kontor.devpeer.ledger.Ledger;
import io.kontor.devpeer.ledger.StateSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.peer.Response;

/**
 * Runs proposals and endorses them (DEV-11, DEV-13). A proposal runs once on each contract server that the endorsing
 * organisations use, always against the same snapshot; the results must be equal byte for byte.
 */
final class Endorser {
    private final Ledger ledger;
    private final Peers peers;
    private final SystemChaincodes system;
    private final EndorsementPolicies policies;

    Endorser(final Ledger ledger, final Peers peers) {
        this.ledger = ledger;
        this.peers = peers;
        this.system = new SystemChaincodes(ledger);
        this.policies = new EndorsementPolicies(ledger.definition());
    }

    /** Runs the proposal for one organisation and returns the contract's response. */
    Response evaluate(final CheckedProposal proposal, final List<String> targets) {
        final Organisation organisation = targets.isEmpty()
                ? peers.find(proposal.creator().mspId())
                        .orElse(peers.organisations().get(0))
                : known(targets).get(0);
        try (StateSnapshot snapshot = ledger.snapshot()) {
            final ContractAnswer answer = run(proposal, organisation, snapshot);
            if (answer.refused()) {
                final String message = refusal(answer);
                throw RpcErrors.of(
                        Status.Code.UNKNOWN,
                        "evaluate call to endorser returned error: " + message,
                        List.of(peers.detail(organisation.mspId(), message)));
            }
            return answer.response();
        } catch (ContractUnavailable e) {
            throw unavailable("failed to evaluate transaction", organisation, e);
        }
    }

    /** Runs the proposal for the organisations named, or for as many as the policies ask for, and endorses it. */
    Envelope endorse(final CheckedProposal proposal, final List<String> named) {
        final List<Organisation> asked = known(named);
        final Organisation first = asked.isEmpty() ? firstChoice(proposal).get(0) : asked.get(0);
        final Map<Organisation, ContractAnswer> answers = new LinkedHashMap<>();
        try (StateSnapshot snapshot = ledger.snapshot()) {
            answers.put(first, required(proposal, first, snapshot));
            final Collection<Organisation> endorsing =
                    asked.isEmpty() ? chosen(proposal, answers.get(first), snapshot) : asked;
            for (final Organisation organisation : endorsing) {
                if (!answers.containsKey(organisation)) {
                    answers.put(organisation, answerFor(proposal, organisation, answers, snapshot));
                }
            }
            answers.values().forEach(answer -> requireMembers(answer, answers.keySet()));
            final Envelope envelope = endorsed(proposal, answers);
            ledger.privateData()
                    .holdBack(
                            proposal.transactionId(),
                            answers.get(first).privateChanges().values());
            return envelope;
        }
    }

    /** Who does not hold a collection cannot say what became of its values (DEV-22). */
    private void requireMembers(final ContractAnswer answer, final Set<Organisation> endorsing) {
        final Set<String> members = members(answer);
        final List<ErrorDetail> strangers = new ArrayList<>();
        for (final Organisation organisation : endorsing) {
            if (!answer.privateChanges().collections().isEmpty() && !members.contains(organisation.mspId())) {
                strangers.add(peers.detail(
                        organisation.mspId(),
                        "private data of collections " + answer.privateChanges().collections() + " is not available"));
            }
        }
        if (!strangers.isEmpty()) {
            throw RpcErrors.of(
                    Status.Code.ABORTED,
                    "failed to endorse transaction, see attached details for more info",
                    strangers);
        }
    }

    /** Organisations that hold all collections that a run used. */
    private Set<String> members(final ContractAnswer answer) {
        final Set<String> members = new LinkedHashSet<>();
        peers.organisations().forEach(organisation -> members.add(organisation.mspId()));
        for (final String collection : answer.privateChanges().collections()) {
            members.retainAll(
                    ledger.definition().collections().membersOf(collection).orElse(List.of()));
        }
        return members;
    }

    private Envelope endorsed(final CheckedProposal proposal, final Map<Organisation, ContractAnswer> answers) {
        final Map<Organisation, ByteString> payloads = new LinkedHashMap<>();
        answers.forEach((organisation, answer) -> payloads.put(organisation, ResponsePayload.of(proposal, answer)));
        final ByteString agreed = ResponsePayload.mostCommon(payloads.values());
        final List<ErrorDetail> diverging = new ArrayList<>();
        payloads.forEach((organisation, payload) -> {
            if (!payload.equals(agreed)) {
                diverging.add(peers.detail(organisation.mspId(), "ProposalResponsePayloads do not match"));
            }
        });
        if (!diverging.isEmpty()) {
            throw RpcErrors.of(
                    Status.Code.ABORTED,
                    "failed to assemble transaction: ProposalResponsePayloads do not match",
                    diverging);
        }
        return ResponsePayload.envelope(proposal, agreed, List.copyOf(answers.keySet()));
    }

    private ContractAnswer answerFor(
            final CheckedProposal proposal,
            final Organisation organisation,
            final Map<Organisation, ContractAnswer> answers,
            final StateSnapshot snapshot) {
        for (final Map.Entry<Organisation, ContractAnswer> known : answers.entrySet()) {
            if (peers.server(known.getKey()) == peers.server(organisation)) {
                return known.getValue();
            }
        }
        return required(proposal, organisation, snapshot);
    }

    private ContractAnswer required(
            final CheckedProposal proposal, final Organisation organisation, final StateSnapshot snapshot) {
        try {
            final ContractAnswer answer = run(proposal, organisation, snapshot);
            if (answer.refused()) {
                throw RpcErrors.of(
                        Status.Code.ABORTED,
                        "failed to endorse transaction, see attached details for more info",
                        List.of(peers.detail(organisation.mspId(), refusal(answer))));
            }
            return answer;
        } catch (ContractUnavailable e) {
            throw unavailable("failed to endorse transaction", organisation, e);
        }
    }

    private ContractAnswer run(
            final CheckedProposal proposal, final Organisation organisation, final StateSnapshot snapshot)
            throws ContractUnavailable {
        final String chaincode = proposal.header().chaincode();
        if (SystemChaincodes.provides(chaincode)) {
            return system.run(chaincode, proposal.input());
        }
        if (!chaincode.equals(ledger.definition().chaincode())) {
            throw RpcErrors.of(
                    Status.Code.FAILED_PRECONDITION,
                    "chaincode " + chaincode + " is not provided by the development peer, which runs "
                            + ledger.definition().chaincode() + ", qscc and cscc");
        }
        final ContractServer server = peers.server(organisation);
        final ContractCall call = new ContractCall(
                ledger.definition().channel(),
                proposal.transactionId(),
                chaincode,
                proposal.input().toByteString(),
                proposal.signed(),
                new CollectionAccess(
                        ledger.definition().collections(),
                        organisation.mspId(),
                        proposal.creator().mspId()));
        return server.run(call, ledger, snapshot);
    }

    /**
     * A majority of the organisations, the creator's own first, and those that policies of written keys name; where private values are
     * used, the collections' members.
     */
    private Set<Organisation> chosen(
            final CheckedProposal proposal, final ContractAnswer answer, final StateSnapshot snapshot) {
        if (!answer.privateChanges().collections().isEmpty()) {
            final Set<String> members = members(answer);
            return new LinkedHashSet<>(firstChoice(proposal).stream()
                    .filter(organisation -> members.contains(organisation.mspId()))
                    .toList());
        }
        final Set<Organisation> chosen = new LinkedHashSet<>(firstChoice(proposal)
                .subList(0, ledger.definition().organisations().majority()));
        if (!SystemChaincodes.provides(proposal.header().chaincode())) {
            final Set<String> named = policies.organisationsNamed(answer.readWriteSet(), snapshot);
            final List<String> missing =
                    named.stream().filter(mspId -> peers.find(mspId).isEmpty()).toList();
            if (missing.isEmpty()) {
                named.forEach(mspId -> peers.find(mspId).ifPresent(chosen::add));
            } else {
                throw RpcErrors.of(
                        Status.Code.FAILED_PRECONDITION,
                        "no combination of peers can be derived which satisfy the endorsement policy: a key's policy"
                                + " names organisations " + missing + " that the channel does not have");
            }
        }
        return chosen;
    }

    private List<Organisation> firstChoice(final CheckedProposal proposal) {
        final Set<Organisation> order = new LinkedHashSet<>();
        peers.find(proposal.creator().mspId()).ifPresent(order::add);
        order.addAll(peers.organisations());
        return List.copyOf(order);
    }

    private List<Organisation> known(final List<String> mspIds) {
        final List<String> missing =
                mspIds.stream().filter(mspId -> peers.find(mspId).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw RpcErrors.of(
                    Status.Code.UNAVAILABLE,
                    "failed to find any endorsing peers for org(s): " + String.join(", ", missing));
        }
        return mspIds.stream()
                .distinct()
                .map(mspId -> peers.find(mspId).orElseThrow())
                .toList();
    }

    private static String refusal(final ContractAnswer answer) {
        return "chaincode response " + answer.response().getStatus() + ", "
                + answer.response().getMessage();
    }

    private StatusRuntimeException unavailable(
            final String what, final Organisation organisation, final ContractUnavailable failure) {
        final String message = String.valueOf(failure.getMessage());
        return RpcErrors.of(
                Status.Code.UNAVAILABLE, what + ": " + message, List.of(peers.detail(organisation.mspId(), message)));
    }
}

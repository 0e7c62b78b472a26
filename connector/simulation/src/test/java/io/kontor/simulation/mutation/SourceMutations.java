package io.kontor.simulation.mutation;

import io.kontor.simulation.mutation.SourceMutation.Change;
import java.util.List;

/** What is broken in contract, engine and journal; the table in docs/invariants.md has one line for each. */
final class SourceMutations {

    private static final String CONTRACT = "chaincode/contract/src/main/java/io/kontor/contract/";
    private static final String USAGE = "connector/usage/src/main/java/io/kontor/usage/";

    static final List<SourceMutation> ALL = List.of(
            one(
                    "the ledger does not check epochs",
                    CONTRACT + "receipt/Logs.java",
                    "epoch == log.epoch() && epoch > 0,",
                    "epoch > 0,"),
            one(
                    "a claim stands again in a later epoch",
                    CONTRACT + "receipt/Claiming.java",
                    "if (before.equals(Optional.of(standing))) {",
                    "if (before.isPresent()) {"),
            new SourceMutation(
                    "the ledger does not check the limit at a claim",
                    List.of(
                            new Change(
                                    CONTRACT + "receipt/Claiming.java",
                                    "return Units.free(state, grant, claim.action()) >= 1",
                                    "return Units.free(state, grant, claim.action()) >= 0"),
                            new Change(
                                    CONTRACT + "receipt/Claiming.java",
                                    "if (claim.unit() == UnitSource.LEDGER) {",
                                    "if (claim.unit() == UnitSource.LEDGER"
                                            + " && Units.free(state, grant, claim.action()) >= 1) {"))),
            one(
                    "a unit is given back twice",
                    CONTRACT + "receipt/Returning.java",
                    "new Hands(log.logId(), receipt.grantId(), receipt.action()), 1, what);",
                    "new Hands(log.logId(), receipt.grantId(), receipt.action()), 2, what);"),
            one(
                    "a consent stays given",
                    CONTRACT + "receipt/Claiming.java",
                    "Consents.consume(state, consentId, claim.callId(), log.logId());",
                    "java.util.Objects.requireNonNull(consentId);"),
            one(
                    "a log that is written off goes on",
                    CONTRACT + "receipt/Logs.java",
                    "!call.state().exists(Keys.writeOff(logId)), RejectionCode.LOG",
                    "true, RejectionCode.LOG"),
            new SourceMutation(
                    "histories are compared neither at the start nor by the ledger",
                    List.of(
                            new Change(
                                    CONTRACT + "receipt/Anchoring.java",
                                    "last.ifPresent(before -> TreeHeads.requireConsistent(",
                                    "last.filter(none -> false).ifPresent(before -> TreeHeads.requireConsistent("),
                            new Change(
                                    USAGE + "engine/EngineStart.java",
                                    "if (anchored.isPresent() && !Heads.continues(",
                                    "if (anchored.isPresent() && anchored.get().head().epoch() < 0 &&"
                                            + " !Heads.continues("))),
            one(
                    "a receipt counts as durable before it is written",
                    USAGE + "journal/Journal.java",
                    "            persist(current.file());",
                    "            complete(written, null);\n            persist(current.file());"),
            one(
                    "the journal does not sync",
                    USAGE + "journal/Journal.java",
                    "config.durability() == Durability.DISK || batch.forced()",
                    "batch.forced()"),
            one(
                    "a failing sync is ignored",
                    USAGE + "journal/Journal.java",
                    "            disk.sync(file);\n            writeBack",
                    "            try { disk.sync(file); } catch (IOException e) { java.util.Objects.requireNonNull(e); }\n            writeBack"),
            one(
                    "checksums are not looked at",
                    USAGE + "journal/Batch.java",
                    "return bytes.getInt(at + 8) == checksum(bytes, at, at + HEADER + length);",
                    "return true;"),
            one(
                    "what a killed process left in the cache is not settled",
                    USAGE + "journal/Recovery.java",
                    "            file.write(bytes.duplicate().position(0).limit(end), 0);\n"
                            + "            file.force();",
                    "            java.util.Objects.requireNonNull(file);"),
            one(
                    "reservations are forgotten at the start",
                    USAGE + "engine/LogState.java",
                    "if (leaf instanceof CallReceipt receipt) {",
                    "if (leaf instanceof CallReceipt receipt"
                            + " && receipt.kind() != io.kontor.model.receipt.LeafKind.RESERVED) {"),
            one(
                    "call ids of earlier runs are forgotten",
                    USAGE + "engine/LogState.java",
                    "if (leaf instanceof CallReceipt receipt) {\n            take(receipt);",
                    "if (leaf instanceof CallReceipt receipt) {\n"
                            + "            uses.take(receipt, meter.take(receipt));"),
            one(
                    "names of leases come again in the next epoch",
                    USAGE + "unit/AllowanceKeeper.java",
                    "return log.epoch() + \"-\" + leases.incrementAndGet();",
                    "return \"1-\" + leases.incrementAndGet();"),
            one(
                    "units that are given back stay in hand",
                    USAGE + "engine/Admission.java",
                    "            pool.giveBack();\n        } else if",
                    "            pool.giveBack();\n            pool.giveBack();\n        } else if"),
            one(
                    "a call that let bytes go gives its unit back",
                    USAGE + "engine/CallPermit.java",
                    "        if (delivery.bytes() == 0) {\n            return giveBackAfter(",
                    "        if (delivery.bytes() < 20) {\n            return giveBackAfter("),
            one(
                    "totals are not anchored",
                    USAGE + "metering/Meter.java",
                    ".filter(entry -> entry.getValue().index() >= from)",
                    ".filter(entry -> entry.getValue().index() >= from && from == 0)"),
            one(
                    "a closed block says that nothing was used",
                    USAGE + "engine/GiveBacks.java",
                    "new LeaseClosedLeaf(at, block.leaseId(), block.used())",
                    "new LeaseClosedLeaf(at, block.leaseId(), 0)"),
            one(
                    "changes of a grant are not heard of",
                    USAGE + "grant/GrantBook.java",
                    "        for (String key : keys) {\n            for (GrantEntry entry : dependants",
                    "        for (String key : List.<String>of()) {\n"
                            + "            for (GrantEntry entry : dependants"),
            one(
                    "the supplier's own command stops nothing",
                    USAGE + "engine/LogState.java",
                    "return Optional.ofNullable(terminated.get(grantId)).map(reason -> terminated(grantId,"
                            + " reason));",
                    "return Optional.ofNullable(terminated.get(\"\")).map(reason -> terminated(grantId, reason));"),
            one(
                    "an instance serves however long the ledger is away",
                    USAGE + "engine/Contact.java",
                    "return age() <= allowed && entry.blindFor(base.clock().millis()) <= allowed;",
                    "return allowed >= 0 || entry.blindFor(base.clock().millis()) <= allowed;"),
            one(
                    "the consumer counts a receipt twice",
                    USAGE + "consumer/Receiving.java",
                    "known.isPresent() && state.receipts().leafHash(known.getAsInt()).equals(leafHash);",
                    "known.isPresent() && leafHash.equals(Digest32.ZERO);"),
            one(
                    "the consumer forgets which attempts it closed",
                    USAGE + "consumer/JournalState.java",
                    "        ended.add(closed);\n",
                    ""));

    private SourceMutations() {}

    private static SourceMutation one(String name, String file, String from, String to) {
        return new SourceMutation(name, List.of(new Change(file, from, to)));
    }
}

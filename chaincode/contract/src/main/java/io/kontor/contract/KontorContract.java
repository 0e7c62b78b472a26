package io.kontor.contract;

import io.kontor.contract.call.ContractFunction;
import io.kontor.contract.call.ContractFunction.Invocation;
import io.kontor.contract.call.Creator;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.rejection.Rejection;
import io.kontor.model.rejection.RejectionCode;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ResponseUtils;

/** The chaincode: finds the function, checks the caller, runs it, and hands its changes and one event to the ledger. Stateless. */
public class KontorContract extends ChaincodeBase {

    /** Name of the chaincode on the channel. */
    public static final String CHAINCODE = "kontor";

    /** Field of the transient data that holds a confidential argument. */
    private static final String TRANSIENT_ARGUMENT = "argument";

    private static final Logger LOG = Logger.getLogger(KontorContract.class.getName());

    private final FunctionTable table = new FunctionTable();

    @Override
    public final Response init(ChaincodeStub stub) {
        return ResponseUtils.newSuccessResponse();
    }

    @Override
    public final Response invoke(ChaincodeStub stub) {
        String name = stub.getArgs().isEmpty() ? "" : stub.getFunction();
        try {
            return ResponseUtils.newSuccessResponse(CanonicalJson.bytes(run(stub, name)));
        } catch (ContractRejection e) {
            return ResponseUtils.newErrorResponse(e.getMessage());
        } catch (MalformedException e) {
            return ResponseUtils.newErrorResponse(
                    new Rejection(RejectionCode.MALFORMED, String.valueOf(e.getMessage())).format());
        } catch (RuntimeException e) {
            String message = "Cannot run " + name + " in transaction " + stub.getTxId() + ": " + e;
            LOG.log(Level.SEVERE, message, e);
            return ResponseUtils.newErrorResponse(message);
        }
    }

    private JsonObject run(ChaincodeStub stub, String name) {
        ContractFunction function = table.named(name);
        JsonObject argument = argument(stub, name);
        LedgerState state = new LedgerState(stub);
        long at = stub.getTxTimestamp().toEpochMilli();
        Creator creator = Creator.read(stub.getCreator());
        JsonObject answer = function.run(new Invocation(creator, at, stub.getTxId(), argument, state));
        List<String> keys = state.flush();
        if (!keys.isEmpty()) {
            stub.setEvent(name, CanonicalJson.bytes(event(name, keys, at)));
        }
        return answer;
    }

    /** The one argument: of the proposal, or, where it is confidential, of its transient data, which no block holds (CNF-5). */
    private static JsonObject argument(ChaincodeStub stub, String name) {
        List<String> parameters = stub.getParameters();
        byte[] confidential = stub.getTransient().get(TRANSIENT_ARGUMENT);
        int arguments = parameters.size() + (confidential == null ? 0 : 1);
        ContractRejection.unless(
                arguments == 1,
                RejectionCode.MALFORMED,
                "Cannot call " + name + ": it has " + arguments + " arguments, must have 1");
        return confidential == null ? CanonicalJson.parse(parameters.get(0)) : CanonicalJson.parse(confidential);
    }

    private static JsonObject event(String name, List<String> keys, long at) {
        return JsonObject.builder()
                .put("function", name)
                .put("keys", JsonArray.ofStrings(keys))
                .put("at", at)
                .build();
    }
}

package io.kontor.contract;

import io.kontor.contract.server.ServerProcess;

/** Starts the chaincode server: {@code ContractMain --config FILE}; prints {@code READY host:port}. */
public final class ContractMain {

    private ContractMain() {}

    /**
     * Serves until the process is ended.
     *
     * @param arguments {@code --config FILE}
     */
    public static void main(String[] arguments) {
        ServerProcess.run(arguments);
    }
}

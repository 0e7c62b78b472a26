package io.kontor.model.grant;

/** The three actions of usage control (查看、处理、下载). */
public enum Action {
    VIEW,
    PROCESS,
    DOWNLOAD
}

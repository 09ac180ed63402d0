import { window } from 'vscode';
import { notificationText } from '../base/plainText.ts';

type Show = typeof window.showInformationMessage;

// What a cluster or a kubeconfig says may be part of any message.
export const showInformationMessage = asText(window.showInformationMessage);
export const showWarningMessage = asText(window.showWarningMessage);
export const showErrorMessage = asText(window.showErrorMessage);

function asText(show: Show): Show {
  return ((message: string, ...rest: readonly string[]) =>
    show(notificationText(message), ...rest)) as Show;
}

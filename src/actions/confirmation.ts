import { marksOfText } from '../profiles/lookAlike';
